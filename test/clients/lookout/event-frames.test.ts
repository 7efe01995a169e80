import assert from "node:assert/strict";
import fc from "fast-check";
import { createFrameReader, type StreamFrame } from "../../../clients/lookout/event-frames";

interface WrittenFrame {
  readonly name: string;
  readonly id?: string;
  readonly data: string;
}

/** Writes frames as a server may: any line ends, JSON on one line or on many. */
function write(frames: readonly WrittenFrame[], lineEnd = "\n"): Uint8Array {
  const lines = frames.flatMap(({ name, id, data }) => [
    ...(id === undefined ? [] : [`id:${id}`]),
    `event:${name}`,
    ...data.split("\n").map((line) => `data:${line}`),
    "",
  ]);
  return new TextEncoder().encode(lines.map((line) => line + lineEnd).join(""));
}

function read(pieces: readonly Uint8Array[]): StreamFrame[] {
  const reader = createFrameReader();
  return pieces.flatMap((piece) => reader.read(piece));
}

function eventsOf(frames: readonly StreamFrame[]): unknown[] {
  return frames.flatMap((frame) => (frame.is === "events" ? frame.events : []));
}

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const offsets = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return offsets.slice(1).map((end, index) => bytes.subarray(offsets[index], end));
}

const event = fc.record(
  {
    id: fc.uuid({ version: 7 }),
    type: fc.constantFrom("DEVICE", "THREAT", "AUDIT", "SOMETHING_NEW"),
    note: fc.string({ unit: "grapheme" }),
    extra: fc.array(fc.string({ unit: "binary" })),
  },
  { noNullPrototype: true },
);
const batches = fc.array(fc.array(event, { minLength: 1, maxLength: 4 }), { maxLength: 5 });
const framing = fc.record({
  name: fc.constantFrom("events", "event"),
  shape: fc.constantFrom("object", "array"),
  indent: fc.constantFrom(0, 2),
});
type Framing = typeof framing extends fc.Arbitrary<infer T> ? T : never;

function frameOf(events: readonly { readonly id: string }[], { name, shape, indent }: Framing): WrittenFrame {
  const payload = shape === "array" ? events : { events, added_later: true };
  return { name, id: events.at(-1)?.id, data: JSON.stringify(payload, undefined, indent) };
}

describe("frames of Lookout's event stream", () => {
  it("give the same events whatever pieces the bytes come in, also inside a character", () => {
    fc.assert(
      fc.property(
        batches,
        framing,
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.nat(), { maxLength: 40 }),
        (all, how, lineEnd, cuts) => {
          const bytes = write(
            all.map((events) => frameOf(events, how)),
            lineEnd,
          );
          assert.deepEqual(eventsOf(read(split(bytes, cuts))), all.flat());
        },
      ),
    );
  });

  it("give the same events byte by byte", () => {
    fc.assert(
      fc.property(batches, framing, (all, how) => {
        const bytes = write(all.map((events) => frameOf(events, how)));
        assert.deepEqual(eventsOf(read([...bytes].map((byte) => Uint8Array.of(byte)))), all.flat());
      }),
      { numRuns: 20 },
    );
  });

  it("give the same events in both shapes and under both names, from frame to frame", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(event, { minLength: 1, maxLength: 3 }), framing)), (frames) => {
        const bytes = write(frames.map(([events, how]) => frameOf(events, how)));
        assert.deepEqual(
          eventsOf(read([bytes])),
          frames.flatMap(([events]) => events),
        );
      }),
    );
  });

  it("of unknown names change nothing, and neither does what they hold", () => {
    const unknownField = fc.record({
      name: fc.constantFrom("news", "reconnected", "EVENTS", "message", ""),
      id: fc.option(fc.uuid(), { nil: undefined }),
      data: fc.oneof(fc.json(), fc.constant("no json {"), fc.constant("")),
    });
    const known = batches.chain((all) => framing.map((how) => all.map((events) => frameOf(events, how))));
    fc.assert(
      fc.property(known, fc.array(fc.tuple(fc.nat(), unknownField)), (frames, unknownFields) => {
        const mixed = unknownFields.reduce<readonly WrittenFrame[]>(
          (sofar, [offset, frame]) => sofar.toSpliced(offset % (sofar.length + 1), 0, frame),
          frames,
        );
        assert.deepEqual(read([write(mixed)]), read([write(frames)]));
      }),
    );
  });

  it("go on from the frame's id, or from its last event where it has none", () => {
    const data = JSON.stringify([
      { id: "1", type: "AUDIT" },
      { id: "2", type: "AUDIT" },
    ]);
    const lastIds = read([
      write([
        { name: "events", id: "9", data },
        { name: "events", data },
        { name: "events", data: "[]" },
      ]),
    ]).map((frame) => (frame.is === "events" ? frame.lastId : frame.is));
    assert.deepEqual(lastIds, ["9", "2", undefined]);
  });

  it("report that nothing happened, that Lookout ends or requests a reconnect, what failed, and how long to wait", () => {
    const text =
      "retry: 2500\n\n:still here\nevent:heartbeat\ndata:{}\n\nevent:reconnect\ndata:{}\n\nevent:end\ndata:{}\n\n" +
      'event:error\ndata:{"error":"Internal","request-id":"r-9"}\n\n';
    assert.deepEqual(read([new TextEncoder().encode(text)]), [
      { is: "retry", ms: 2500 },
      { is: "heartbeat" },
      { is: "heartbeat" },
      { is: "reconnect" },
      { is: "end" },
      { is: "error", message: "Internal (Lookout's request id r-9)" },
    ]);
  });

  for (const [what, data, field] of [
    ["JSON that is cut off", '{"events":[{"id":"1",', "data that is not JSON"],
    ["an event without an id", '{"events":[{"type":"AUDIT"}]}', "id"],
    ["no list", '{"events":{}}', "no list of events"],
    ["text", "maintenance", "data that is not JSON"],
    ["nothing", "", "data that is not JSON"],
  ] as const) {
    it(`are skipped and named when they hold ${what}, and reading continues after them`, () => {
      const [frame] = read([write([{ name: "events", id: "0190bc7d", data }])]);
      assert.ok(frame?.is === "events");
      assert.deepEqual([frame.events, frame.lastId], [[], "0190bc7d"]);
      assert.deepEqual(
        frame.unreadable.map((one) => one.field),
        [field],
      );
    });
  }

  it("hold no events where their list is null", () => {
    const [frame] = read([write([{ name: "events", data: '{"events":null}' }])]);
    assert.deepEqual(frame, { is: "events", events: [], unreadable: [], lastId: undefined });
  });

  it("are read without a data line, in whatever pieces they come", () => {
    const text = "event:reconnect\r\n\r\nevent:end\n\nid:7\n\nevent:heartbeat\n\n";
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 8 }), (cuts) => {
        const frames = read(split(new TextEncoder().encode(text), cuts));
        assert.deepEqual(
          frames.map(({ is }) => is),
          ["reconnect", "end", "heartbeat"],
        );
      }),
    );
  });

  it("that the connection's end cuts off are not read at all", () => {
    const bytes = write([{ name: "events", id: "1", data: '[{"id":"1","type":"AUDIT"}]' }]);
    assert.deepEqual(read([bytes.subarray(0, -1)]), []);
  });
});
