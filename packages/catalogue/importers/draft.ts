import { own } from '@millrace/base';
import { GRAPH_VERSION, type Subject } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import type { LeftOut, NamedThing, ReadFlow } from './importer.ts';
import type { Thing } from './references.ts';
import { SECRET_NAME } from './secret-names.ts';

/** A flow that an importer builds step by step. */
export interface Draft {
  /** Adds a step. @returns its id */
  add(kind: string, config: Record<string, unknown>, name?: string): string;
  /** Connects a port to a step, unless there is none to go on to. */
  connect(from: string, port: string, to: string | null): void;
  /** Says what was not carried over, why, and what to do instead. */
  leaveOut(step: string, why: string, next: string, hides?: LeftOut['hides']): void;
  /** The key that stands for something of the other store, which is matched by its name. */
  keyFor(thing: Thing, id: string, name: string): string;
  done(name: string, settings?: Record<string, unknown>): ReadFlow;
}

/** Longest name of a flow or a step, in characters. */
const LONGEST_NAME = 120;

export function newDraft(subject: Subject): Draft {
  const nodes: object[] = [];
  const edges: object[] = [];
  const leftOut: LeftOut[] = [];
  const named = new Map<string, NamedThing>();
  return {
    add(kind, config, name) {
      const id = `step-${nodes.length + 1}`;
      const version = Math.max(0, ...Object.values(own(kinds, kind)?.versions ?? {}));
      const called = name?.trim().slice(0, LONGEST_NAME);
      nodes.push({ id, kind, version, config, ...(called ? { name: called } : {}) });
      return id;
    },
    connect(from, port, to) {
      if (to !== null) edges.push({ id: `way-${edges.length + 1}`, from, port, to });
    },
    leaveOut(step, why, next, hides) {
      leftOut.push({ step: step.slice(0, 200), why: why.slice(0, 800), next, ...(hides ? { hides } : {}) });
    },
    keyFor(thing, id, name) {
      const known = named.get(`${thing} ${id}`);
      if (known) return known.key;
      const key = `ref:${thing}-${named.size + 1}`;
      named.set(`${thing} ${id}`, { key, thing, name: name.slice(0, 200) });
      return key;
    },
    done: (name, settings = {}) => ({
      name: name.trim().slice(0, LONGEST_NAME) || 'Imported flow',
      graph: { schemaVersion: GRAPH_VERSION, subject, nodes, edges, settings },
      named: [...named.values()],
      leftOut,
    }),
  };
}

/** A text with the placeholders of this product, and the tags that have no equal and stay as they are. */
export interface ReadText {
  readonly text: string;
  readonly unknown: readonly string[];
}

/**
 * Reads the texts of one step, and lists the placeholders that have no equal.
 * @param next what to do about them
 */
export const filling =
  (draft: Draft, step: string, read: (text: string) => ReadText, next: string) =>
  (text: string): string => {
    const { text: written, unknown } = read(text);
    if (unknown.length > 0)
      draft.leaveOut(
        step,
        `These placeholders have no equal: ${[...new Set(unknown)].slice(0, 8).join(' ')}.`,
        next,
      );
    return written;
  };

/**
 * A header of a request. A secret belongs in a connection, so its value is left to be chosen.
 * @param of what the request is part of, since two may have a header of the same name
 */
export const headerOf = (draft: Draft, of: string, name: string, value: () => string) => ({
  name: name.slice(0, 80),
  value: SECRET_NAME.test(name) ? draft.keyFor('secret', `${name} ${of}`, name) : value(),
});
