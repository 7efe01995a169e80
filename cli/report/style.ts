/** Colors with a contrast of at least 4.5 to the page, for both text and areas. */
export const light = {
  page: "#ffffff",
  raised: "#f5f7f9",
  ink: "#1a2027",
  quiet: "#55606c",
  line: "#d3dae1",
  good: "#0f766e",
  mild: "#876a00",
  warm: "#c9480b",
  bad: "#970f20",
  calm: "#1d4ed8",
  off: "#687482",
  "on-tone": "#ffffff",
  "series-1": "#1d4ed8",
  "series-2": "#0f766e",
  "series-3": "#7c3aed",
  "series-4": "#946200",
  "series-5": "#be185d",
  "series-6": "#55606c",
};

export const dark: typeof light = {
  page: "#10151b",
  raised: "#192028",
  ink: "#e7ebef",
  quiet: "#a7b2bd",
  line: "#36414d",
  good: "#2fc7b3",
  mild: "#f2c14e",
  warm: "#fb9250",
  bad: "#f4616b",
  calm: "#7fa8ff",
  off: "#98a4b1",
  "on-tone": "#0b0f13",
  "series-1": "#7fa8ff",
  "series-2": "#2fc7b3",
  "series-3": "#bb9bfa",
  "series-4": "#f2c14e",
  "series-5": "#f58abf",
  "series-6": "#a7b2bd",
};

function variables(colors: Readonly<Record<string, string>>): string {
  return Object.entries(colors)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(" ");
}

function tones(): string {
  return Object.keys(light)
    .filter((name) => /^(good|mild|warm|bad|calm|off|series-\d)$/.test(name))
    .map(
      (name) =>
        `.tone-${name} { fill: var(--${name}); } .tone-back-${name} { background: var(--${name}); } ` +
        `.tone-text-${name} { color: var(--${name}); } .edge-${name} { border-left-color: var(--${name}); }`,
    )
    .join("\n");
}

/** The report's style sheet: light or dark by the system setting, and light in print. */
export const style = `
:root { color-scheme: light dark; ${variables(light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${variables(dark)} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 3rem 0 .6rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.8rem 0 .5rem; }
p { margin: .5rem 0 1rem; max-width: 48rem; overflow-wrap: anywhere; }
small, .about, footer { color: var(--quiet); }
small { font-size: .85em; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .9em; overflow-wrap: anywhere; }
.about { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; overflow-wrap: anywhere; }
.about strong { font-weight: 600; color: var(--ink); }
.tiles { list-style: none; margin: 1rem 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: .8rem; }
.tile { background: var(--raised); border-left: 5px solid; border-radius: 6px; padding: .8rem 1rem; }
.tile strong { display: block; font-size: 1.9rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile span { display: block; font-weight: 600; }
.tile small { display: block; line-height: 1.35; }
.attention { padding-left: 1.2rem; max-width: 48rem; }
.attention li { margin: .4rem 0; overflow-wrap: anywhere; }
.verdict-good::before { content: "✓ " / ""; color: var(--good); font-weight: 700; }
.nothing { background: var(--raised); border-radius: 6px; padding: .7rem 1rem; overflow-wrap: anywhere; }
figure { margin: 1.2rem 0 0; }
figcaption { font-weight: 600; }
.legend { list-style: none; margin: .3rem 0 .6rem; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; font-size: .9rem; }
.legend svg { vertical-align: -1px; }
.chart { display: block; width: 100%; height: auto; font: 13px system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif; fill: var(--ink); color: var(--ink); }
.chart text { white-space: pre; }
.chart .grid { stroke: var(--line); stroke-opacity: 1; }
.narrow { display: none; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline: 2px solid var(--calm); outline-offset: 2px; }
td code { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0; border-bottom: 1px solid var(--line); }
td { overflow-wrap: anywhere; }
th { font-weight: 600; }
thead th { color: var(--quiet); font-size: .85rem; overflow-wrap: normal; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures { width: auto; min-width: 50%; }
.figures th, .figures td { padding-right: 1.4rem; }
.figures tbody th { min-width: 6.5rem; }
.chip { white-space: nowrap; font-weight: 600; }
.mark { display: inline-block; width: 1em; text-align: center; font-weight: 700; }
td.field { width: 45%; } td.value { width: 30%; }
td p { margin: 0 0 .2rem; }
.strip { list-style: none; display: flex; gap: 3px; margin: .4rem 0 1rem; padding: 0; max-width: 48rem; }
.strip li { flex: 1; text-align: center; border-radius: 3px; color: var(--on-tone); font-size: .85rem; font-weight: 600; padding: .15rem 0; }
dl { margin: .6rem 0; } dl div { margin: 0 0 .8rem; } dt { font-weight: 600; } dd { margin: 0; max-width: 48rem; overflow-wrap: anywhere; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .9rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
${tones()}
@media screen and (max-width: 40rem) {
  main { padding: 1.5rem 1rem 2rem; }
  .wide { display: none; } .narrow { display: block; }
  table:not(.figures) { min-width: 38rem; }
  .strip { flex-wrap: wrap; } .strip li { flex: 0 0 1.9rem; }
}
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #55606c; } }
@media print {
  :root { color-scheme: light; font-size: 10pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 1rem; }
  th, td { padding-top: .25rem; padding-bottom: .25rem; }
  main { max-width: none; padding: 0; }
  .tiles { grid-template-columns: repeat(3, 1fr); }
  p, .drawing, .figures, .tile, tr, .nothing, dl div, .attention li { break-inside: avoid; }
  h2, h3, figcaption, p:has(+ h3), p:has(+ .scroll), p:has(+ figure) { break-after: avoid; }
  h2 { margin-top: 1.6rem; }
  section:has(> #rollout) { break-before: page; }
  section:has(> #rollout) h2 { margin-top: 0; padding-top: 0; border-top: 0; }
  footer { margin-top: 1.5rem; break-before: avoid; break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
`.trim();
