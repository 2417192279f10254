import { channelFacts, CHANNELS } from '@millrace/channels';
import { DECISION_MODELS, predictedFacts } from '@millrace/decisions';
import { factsWith, type FactMeaning, type FactTable } from '@millrace/flow';

/** What the catalogue adds to the facts of people, by path: consent for each channel, and what models predict. */
export const OF_PEOPLE: Readonly<Record<string, string | FactMeaning>> = {
  ...(Object.assign({}, ...CHANNELS.map(channelFacts)) as Record<string, string>),
  ...predictedFacts(DECISION_MODELS),
};

/** The facts for conditions outside a flow, such as those of segments. */
export const PEOPLE_FACTS: FactTable = factsWith({}, OF_PEOPLE);
