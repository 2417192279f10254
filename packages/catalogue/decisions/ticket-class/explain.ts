import type { Json } from '@millrace/base';
import { percent, plural } from '@millrace/base/words';
import { CLASS_IDS, placeOf, TICKET_CLASSES, type TicketClass } from './classes.ts';
import { classOfDesk, namesOfDesk } from './desk.ts';
import { featuresOf, rowOf } from './features.ts';
import { weightsOf, type TicketParameters } from './parameters.ts';
import { wordsOf, type Word } from './read-text.ts';
import { expressionsIn } from './rule.ts';

/** What spoke for a class. Its words are those of the customer: show them, and keep only how many there are. */
export interface Evidence {
  /** Number of words read. */
  readonly words: number;
  /** Expressions of the rule for this class, as they stand in the ticket. */
  readonly expressions: readonly string[];
  /** Words that made it more likely in past tickets, strongest first. Empty without parameters. */
  readonly telling: readonly string[];
  /** The class that the help desk gave, when it is one of ours. */
  readonly desk: TicketClass | null;
}

const MOST = 6;
/** The least that a word has to add to the log-odds to be named: it makes the class a tenth more likely. */
const WORTH_NAMING = 0.1;

/** What spoke for a class in the event that a flow began with. */
export function evidenceOf(
  properties: Readonly<Record<string, Json>>,
  chosen: TicketClass,
  parameters: TicketParameters | null,
): Evidence {
  const words = wordsOf(properties['text']);
  const found = expressionsIn(words)
    .filter(({ of }) => of === chosen)
    .map(({ from, length }) =>
      words
        .slice(from, from + length)
        .map(({ seen }) => seen)
        .join(' '),
    );
  return {
    words: words.length,
    expressions: [...new Set(found)].slice(0, MOST),
    telling: parameters ? tellingWords(words, chosen, parameters) : [],
    desk: classOfDesk(namesOfDesk(properties)),
  };
}

/** Words by what they add to the log-odds of a class compared with the mean of all classes, strongest first. */
function tellingWords(
  words: readonly Word[],
  chosen: TicketClass,
  parameters: TicketParameters,
): readonly string[] {
  const features = featuresOf(words);
  const row = rowOf(features);
  const { weights } = weightsOf(parameters);
  const classes = CLASS_IDS.length;
  const column = placeOf(chosen);
  // What a place adds is divided among all that was hashed into it, by how much each counts there.
  const added = new Map<number, number>();
  for (let entry = 0; entry < row.places.length; entry += 1) {
    const at = row.places[entry]! * classes;
    let mean = 0;
    for (let one = 0; one < classes; one += 1) mean += weights[at + one]! / classes;
    added.set(row.places[entry]!, (weights[at + column]! - mean) * row.values[entry]!);
  }
  const counted = new Map<number, number>();
  for (const { place, value } of features) counted.set(place, (counted.get(place) ?? 0) + Math.abs(value));
  const sums = words.map(() => 0);
  for (const { place, value, from, to } of features) {
    const own = ((added.get(place) ?? 0) * Math.abs(value)) / counted.get(place)!;
    for (let word = from; word <= to; word += 1) sums[word]! += own / (to - from + 1);
  }
  const by = new Map<string, { readonly seen: string; sum: number }>();
  for (const [place, { seen, word }] of words.entries()) {
    const one = by.get(word) ?? { seen, sum: 0 };
    by.set(word, one);
    one.sum += sums[place]!;
  }
  return [...by.values()]
    .filter(({ sum }) => sum * (1 / parameters.temperature) >= WORTH_NAMING)
    .sort((one, other) => other.sum - one.sum)
    .slice(0, MOST)
    .map(({ seen }) => seen);
}

/** Reasons in whole sentences, without a word of the customer. */
export function explain(
  chosen: TicketClass,
  confidence: number,
  { words, expressions, telling, desk }: Evidence,
  isTrained: boolean,
): readonly string[] {
  const title = TICKET_CLASSES[chosen].title;
  const reasons = [
    ...(desk === null
      ? []
      : [
          desk === chosen
            ? 'Your help desk says the same.'
            : `Your help desk says “${TICKET_CLASSES[desk].title}”, and the text speaks against it.`,
        ]),
    ...(expressions.length > 0
      ? [`The text has ${plural(expressions.length, 'expression')} that the rule knows for it.`]
      : []),
    ...(telling.length > 0
      ? [
          `The text has ${plural(telling.length, 'word')} that past tickets of this class have more often than others.`,
        ]
      : []),
  ];
  return [
    `It is about “${title}”, with a confidence of ${percent(confidence)}.`,
    ...reasons,
    ...(reasons.length > 0
      ? []
      : [
          words === 0
            ? 'The ticket has no text, so only the usual shares of the classes are known.'
            : 'Nothing in the text speaks for one class, so the usual shares of the classes decide.',
        ]),
    isTrained
      ? 'The confidence was measured on later tickets of this store.'
      : 'The confidence is that of a fixed rule, and was not measured in this store.',
  ];
}
