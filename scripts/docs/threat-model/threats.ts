import { proven } from "../guide-coverage/fact";
import type { Threat } from "./security-threat";

/** Every threat that a test proves to be held. */
export const threats: readonly Threat[] = [
  {
    threat: "A host of the author's own in the stack's config gets the credentials",
    actor: "author",
    asset: "credentials",
    heldBy: "One list of hosts, which the environment alone can extend; refused before anything is sent",
    proof: [
      ...proven(
        "cli/hosts-of-commands",
        "is tried with every command",
        "gets nothing from any command, and each that would ask it says how to allow it",
      ),
      ...proven(
        "end-to-end/foreign-hosts",
        "gets nothing from azuread either, which signs in by the config alone and is asked by a component",
      ),
    ],
  },
  {
    threat: "A file outside the project, named by the stack's config, is sent as a credential or shown",
    actor: "author",
    asset: "credentials",
    heldBy: "Real paths inside the project only; a message about a file has the number of a line and its fault",
    proof: [
      ...proven(
        "clients/graph/declared-destinations",
        "reads a secret from a file of the project, and from anywhere if the environment names it",
      ),
      ...proven(
        "resources/lookout-threat-feed/threat-feed-check",
        "reads no file whose real path is outside the project, and does not reveal whether it exists",
        "sends nothing, and names the first ten bad lines of a file by number and type, without their text",
      ),
    ],
  },
  {
    threat: "A link, a redirect or an endpoint in an answer leads the token to another host",
    actor: "service",
    asset: "credentials",
    heldBy: "Origins are compared, redirects are not followed, and named endpoints must be allowed themselves",
    proof: [
      ...proven(
        "clients/graph/answered-hosts",
        "gets no token when Graph's link to the next page leads there, whatever the form of the link",
      ),
      ...proven("clients/http/http-client", "does not follow a redirect, which would carry the token elsewhere"),
    ],
  },
  {
    threat: "A service repeats a credential in its error, and it lands in a log",
    actor: "service",
    asset: "credentials",
    heldBy: "Known secrets and what looks like one are redacted from every error",
    proof: [
      ...proven(
        "clients/http/http-client",
        "keeps credentials out of everything an error holds, even when the service repeats them",
      ),
      ...proven(
        "clients/http/redaction",
        "cuts a long text after the given secrets are gone, so that no part of one is left at the cut",
      ),
    ],
  },
  {
    threat: "A credential is committed in clear with the stack's config",
    actor: "author",
    asset: "credentials",
    heldBy: "The program refuses it without repeating it",
    proof: proven(
      "stack/config",
      "refuses a credential that is set in clear, without repeating it, and accepts it as a secret",
      "never repeats a value that is secret",
    ),
  },
  {
    threat: "A preview of somebody's change runs with an application that can change the tenant",
    actor: "author",
    asset: "protection",
    heldBy: "Reading needs no permission to write; the example's pull requests have an application that reads",
    proof: [
      ...proven("model/graph-permissions", "opens with the permissions for reading every read, and no write"),
      ...proven(
        "cli/doctor",
        "requires no right to change anything of credentials that only read, and names what they can change",
      ),
      ...proven(
        "examples/pipelines",
        "gives pull requests an application that only reads, and an event that has no secrets of a fork's target",
      ),
    ],
  },
  {
    threat: "Credentials of another tenant let a run change or forget what is not the stack's",
    actor: "author",
    asset: "tenant",
    heldBy: "State records the tenant, and every call compares it before its first request",
    proof: proven(
      "resources/ownership/tenant-in-state",
      "is recorded, and read, update and delete refuse another one by name before they send anything",
    ),
  },
  {
    threat: "An id of `.` or `..` makes a request change another object",
    actor: "author",
    asset: "tenant",
    heldBy: "A path with such an id is not sent, alone or in a batch",
    proof: [
      ...proven("clients/http/http-client", "sends nothing to a path with an id that would lead to another path"),
      ...proven("clients/graph/graph-batch", "sends nothing if an id in a path would lead to another path"),
    ],
  },
  {
    threat: "A name or a key runs code when a printed command is pasted",
    actor: "member",
    asset: "machine",
    heldBy: "One function writes commands; a value that is not plain is in none",
    proof: proven(
      "model/shell-command",
      "gives a shell each value as one word, and no other value is in any",
      "runs nothing else when the lines about a stack's config are pasted, and the message names the file to edit",
      "is written by the one function wherever it contains a value",
    ),
  },
  {
    threat: "A text steers the terminal, or a pipeline takes it for a command",
    actor: "service",
    asset: "machine",
    heldBy: "One function at the edge makes every text printable",
    proof: proven(
      "cli/hostile-texts",
      "prints no error of a service as it is, in a table, a message, a detail or JSON",
      "prints no error of pulumi, no wrong argument and no hand-off as it is",
      "has one module that writes, so that no other text gets past it",
    ),
  },
  {
    threat: "A line break in a name becomes a step of the runbook, in front of somebody with all rights",
    actor: "member",
    asset: "protection",
    heldBy: "Every name is one line, and the page loads and runs nothing",
    proof: [
      ...proven(
        "console/runbook-tasks",
        "keeps each name on its line, so that a line break in the state of an older release is no step of its own",
      ),
      ...proven(
        "console/runbook-page",
        "shows any name exactly and never as markup",
        "has the content security policy of the report: nothing is loaded, run or sent, and the style is the one allowed",
      ),
    ],
  },
  {
    threat: "A name that looks like another one is protected in its place",
    actor: "member",
    asset: "protection",
    heldBy: "Hidden characters are refused in new names, and told in existing ones, as are twins",
    proof: proven(
      "cli/names-in-commands",
      "are told apart in init, with what to copy, instead of creating a group of the same look",
      "are failures of the doctor where a group or policy could not be created with them",
    ),
  },
  {
    threat: "A name runs as a formula in the spreadsheet that opens the lists",
    actor: "member",
    asset: "machine",
    heldBy: "An apostrophe before what begins a formula, by either list separator",
    proof: proven(
      "cli/enrollment/enrollment-csv",
      "has no formula in any cell, whichever list separator a spreadsheet has",
    ),
  },
  {
    threat: "A name in the report makes the browser that prints it run a script or ask a host",
    actor: "member",
    asset: "machine",
    heldBy: "Escaped text, a content security policy, and a browser without network, scripts and credentials",
    proof: [
      ...proven(
        "cli/report/page-in-browser",
        "asks for nothing but itself, and breaks no rule of its own security policy",
      ),
      ...proven(
        "cli/report/pdf",
        "asks no host for anything, and runs no script, whatever somebody added to the page",
        "gets a few names of the environment, and no credential",
      ),
    ],
  },
  {
    threat: "An answer without an end holds a run for ever, or takes the machine's memory",
    actor: "service",
    asset: "machine",
    heldBy: "Bounds of pages, answers, records of the stream and of a read's total time",
    proof: [
      ...proven(
        "clients/graph/graph-pages",
        "end with an error at a link that was followed before, whether it names its own page or an earlier one",
        "end with an error after the maximum number of pages, although every link is new",
        "end with an error when they take too long together, although each comes in time",
      ),
      ...proven(
        "clients/lookout/mobile-risk",
        "end with an error after ten thousand pages, although each leads further",
      ),
      ...proven(
        "clients/lookout/event-stream",
        "stops reading at a line or a record that does not end, instead of keeping it",
        "is unsettled, with what it read, when the stream is never quiet and never reaches the present",
      ),
      ...proven(
        "clients/http/http-client",
        "ends an answer that trickles for ever",
        "does not read an answer of any size",
      ),
    ],
  },
  {
    threat: "A text takes a regular expression the square of its length",
    actor: "service",
    asset: "machine",
    heldBy: "Error texts are cut, and recheck examines every expression of the sources",
    proof: [
      ...proven("clients/http/redaction", "takes no longer for a text that is made for it"),
      ...proven("regular-expressions", "take time in proportion to the text, whatever the text is"),
    ],
  },
  {
    threat:
      "Somebody on the machine reads a report or the state of a local run, or puts a link where a file is written",
    actor: "neighbor",
    asset: "people",
    heldBy: "Files and folders for this user alone, with part files that nobody can guess",
    proof: [
      ...proven(
        "cli/new-file",
        "is for this user alone, also where a file that everybody may read was there",
        "is built under a name that nobody can guess, so a link that waits there gets nothing",
      ),
      ...proven("local/private-folder", "are made in this one way by every command"),
    ],
  },
  {
    threat: "Somebody registers the command's name, and npx runs it",
    actor: "supplier",
    asset: "machine",
    heldBy: "Every page says `npx --no-install`",
    proof: proven(
      "docs/unpublished-command",
      "never lets npx fetch it from the registry, where nobody owns its name yet",
    ),
  },
  {
    threat: "A package is published that was not built from this repository",
    actor: "supplier",
    asset: "machine",
    heldBy: "Provenance and a list of the parts with every release, and no stored token of the registry",
    proof: proven(
      "release",
      "publishes every package with provenance, after the tests, and with no token of the registry",
      "comes with a list of all parts, which marks those that no user installs",
    ),
  },
  {
    threat: "A download of Pulumi is another one than expected",
    actor: "supplier",
    asset: "machine",
    heldBy: "Checksums by version and platform, where the repository has them; it is delivered without",
    proof: proven(
      "local/toolchain/checksums",
      "let the CLI be installed that has the expected one, and no other",
      "are given to Pulumi for a plugin, which compares them",
    ),
  },
];
