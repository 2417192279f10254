import type { Thing } from './references.ts';

/** A file as it was given. */
export interface GivenFile {
  readonly name: string;
  /** Without a byte order mark and space around it. */
  readonly text: string;
  /** The text as JSON; undefined when it is not JSON. */
  readonly json: unknown;
}

/** What a flow of the file names in its own store, by the key that stands in the graph in its place. */
export interface NamedThing {
  readonly key: string;
  readonly thing: Thing;
  /** As it is called there; empty when the file does not say. */
  readonly name: string;
  /** For a connection: the system it connects. */
  readonly connector?: string | undefined;
}

/** A part of the file that the flow does not have, or has in another way. */
export interface LeftOut {
  /** The step as the other system calls it, such as "Send SMS “Last call”". */
  readonly step: string;
  /** Why it was not carried over. */
  readonly why: string;
  /** What to do instead. */
  readonly next: string;
  /** What cannot be known of the flow because of it: what lets people in, or what ends it for them. */
  readonly hides?: 'trigger' | 'exits';
}

/** The flow of a file. */
export interface ReadFlow {
  readonly name: string;
  /** A graph as JSON, of this or an older version. */
  readonly graph: unknown;
  readonly named: readonly NamedThing[];
  readonly leftOut: readonly LeftOut[];
}

/** The flow, or why there is none: a sentence that ends the sentence "This file cannot be imported:". */
export type Reading = { readonly flow: ReadFlow } | { readonly problem: string };

/** Reads the flows that one system exports. Each is a folder here and a line in `kinds.ts`. */
export interface FlowImporter {
  /** Name of its folder. */
  readonly id: string;
  /** Where its files come from: "Millrace". */
  readonly title: string;
  /** How to get such a file, for the screen. */
  readonly how: string;
  /** Endings of its files, with the dot. */
  readonly endings: readonly string[];
  /** Whether the file is one of its own. It may still be one that cannot be read. */
  recognises(file: GivenFile): boolean;
  /** Reads a file that it recognised. It throws nothing, whatever is in the file. */
  read(file: GivenFile): Reading;
}
