import { fail, own } from '@millrace/base';
import { channelById, type ChannelKind } from '@millrace/channels';
import type { NamedFact } from '@millrace/content/claims';
import { kinds } from '@millrace/core/plans';
import { readFlow } from '@millrace/core/rows';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { brandIn, NO_BRAND, saidFacts, type Brand } from './brand.ts';
import { placeholderFacts } from './message-facts.ts';

/** A step that sends a message, as the stored draft has it. */
export interface MessageStep {
  readonly flowName: string;
  readonly channel: ChannelKind;
  readonly content: unknown;
  readonly brand: Brand;
  readonly store: StoreSettings;
  /** Placeholders that its variants may have. */
  readonly placeholders: readonly NamedFact[];
}

/** @throws MillraceError not-found for a flow or a step that does not exist, or that sends nothing */
export async function messageStep(
  tx: Tx,
  context: Context,
  flow: string,
  node: string,
): Promise<MessageStep> {
  const row = await readFlow(tx, flow);
  const step = row.draft.nodes.find(({ id }) => id === node);
  const channel = channelById((step && own(kinds, step.kind)?.channel) ?? '');
  if (!step || !channel) return fail('not-found', { what: 'step that sends a message' });
  const content = step.config['content'] ?? channel.initial;
  const store = await storeSettings(tx, context.workspaceId);
  return {
    flowName: row.name,
    channel,
    content,
    brand: (await brandIn(tx)) ?? NO_BRAND,
    store,
    placeholders: placeholderFacts(content, row.draft.subject, store),
  };
}

export const factsOf = (
  { placeholders, brand }: MessageStep,
  said: readonly string[],
): readonly NamedFact[] => [...placeholders, ...saidFacts(brand, said)];
