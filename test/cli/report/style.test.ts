import assert from "node:assert/strict";
import { dark, light } from "lookout-intune/internal/report/style";

/** Least contrast of letters by WCAG 2.2, 1.4.3. */
const leastContrast = 4.5;

describe("the report's colors", () => {
  for (const [scheme, colors] of Object.entries({ light, dark })) {
    it(`can be read in ${scheme}: letters on the page and in areas, and the letters within areas`, () => {
      const { page, raised, line, "on-tone": onTone, ...inks } = colors;
      for (const [name, color] of Object.entries(inks)) {
        assert.ok(contrast(color, page) >= leastContrast, `${name} on the page: ${contrast(color, page)}`);
        assert.ok(
          ["ink", "quiet"].includes(name) || contrast(onTone, color) >= leastContrast,
          `letters on ${name}: ${contrast(onTone, color)}`,
        );
      }
      for (const name of ["ink", "quiet"] as const) assert.ok(contrast(colors[name], raised) >= leastContrast, name);
      assert.ok(contrast(line, page) > 1);
    });
  }
});

/** By WCAG 2.2's definition of contrast ratio. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
