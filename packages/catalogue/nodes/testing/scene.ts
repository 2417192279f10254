import type { Cursor, Facts, Move, NodeKind, Scene, Wake } from '@millrace/flow';
import { initialCursor } from '@millrace/flow';
import { facts } from '@millrace/flow/testing';

interface Stage {
  readonly facts?: Partial<Facts>;
  readonly cursor?: Partial<Cursor>;
  readonly purpose?: 'marketing' | 'transactional';
  readonly visit?: number;
  /** The value of every draw; 0.5 when left out. */
  readonly draw?: number;
}

/** A person at a node of this kind. */
export function sceneOf(
  kind: NodeKind,
  config: Readonly<Record<string, unknown>>,
  stage: Stage = {},
): Scene<never> {
  return {
    node: 'node',
    visit: stage.visit ?? 1,
    config: kind.config.parse(config) as never,
    facts: facts(stage.facts),
    purpose: stage.purpose ?? 'marketing',
    cursor: { ...initialCursor(false), ...stage.cursor },
    draw: () => stage.draw ?? 0.5,
  };
}

export function arriveAt(kind: NodeKind, config: Readonly<Record<string, unknown>>, stage?: Stage): Move {
  return kind.meaning.arrive(sceneOf(kind, config, stage));
}

export function wakeAt(
  kind: NodeKind,
  config: Readonly<Record<string, unknown>>,
  wake: Wake,
  stage?: Stage,
): Move | null {
  return kind.meaning.wake?.(sceneOf(kind, config, stage), wake) ?? null;
}

/** Sentences of a config's problems beyond its schema, in a flow with these other nodes. */
export function checked(
  kind: NodeKind,
  config: Readonly<Record<string, unknown>>,
  others: readonly { readonly id: string; readonly kind: string }[] = [],
  subject = 'customer',
): string[] {
  const node = { id: 'node', kind: kind.kind, version: 0, config: { ...config } };
  const graph = {
    schemaVersion: 2,
    subject,
    nodes: [node, ...others.map((other) => ({ ...other, version: 0, config: {} }))],
    edges: [],
    settings: {},
  };
  return (kind.check?.(kind.config.parse(config) as never, node, graph as never) ?? []).map(
    ({ sentence }) => sentence,
  );
}

/**
 * Whether the port taken still holds before a held message is sent.
 * @param since milliseconds since the person came here
 */
export function standsAt(
  kind: NodeKind,
  config: Readonly<Record<string, unknown>>,
  port: string,
  since: number,
  stage?: Stage,
): string | null {
  const scene = sceneOf(kind, config, stage);
  return kind.meaning.stands?.(scene, { port, since: scene.facts.now - since }) ?? null;
}
