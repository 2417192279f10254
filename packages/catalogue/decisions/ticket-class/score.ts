import type { Json } from '@millrace/base';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { logOddsOfRow, softmax, type SparseRow } from '@millrace/measure';
import { CLASS_IDS, placeOf, type TicketClass } from './classes.ts';
import { classOfDesk, namesOfDesk } from './desk.ts';
import { evidenceOf, explain, type Evidence } from './explain.ts';
import { featuresOf, marksOf, rowOf } from './features.ts';
import { isMarked, readTicketParameters, weightsOf, type TicketParameters } from './parameters.ts';
import { wordsOf } from './read-text.ts';
import { expressionsIn, ruleShares } from './rule.ts';

/** How often the class that a help desk gives a new ticket is right, assumed until people have put some of them right. */
export const ASSUMED_TRUST = 0.9;

/** A ticket, read. */
export interface TicketScore {
  readonly chosen: TicketClass;
  /** Probability of the chosen class, 0 to 1. */
  readonly confidence: number;
  readonly record: DecisionRecord;
}

export type TicketFacts = Pick<Facts, 'models'> & { readonly enrolment: Pick<Facts['enrolment'], 'event'> };

/** Probabilities of the classes by the text alone, by place; by the rule without parameters. */
export function sharesOfText(text: Json | undefined, parameters: TicketParameters | null): readonly number[] {
  const words = wordsOf(text);
  const byRule = ruleShares(expressionsIn(words));
  if (!parameters) return byRule;
  return sharesByWeights({ row: rowOf(featuresOf(words)), marks: marksOf(words), byRule }, parameters);
}

export type Learned = Pick<
  TicketParameters,
  'weights' | 'scales' | 'intercepts' | 'temperature' | 'doubt' | 'usual' | 'known'
>;

/** A text, ready to be told. */
export interface ReadTicket {
  readonly row: SparseRow;
  /** Marks of its words, with those that come twice. */
  readonly marks: readonly number[];
  /** Probabilities by the rule, by place: the weights begin at them. */
  readonly byRule: readonly number[];
}

/**
 * Probabilities by the weights. The more of the words are in no past ticket, the more the rule tells: weights of hashed words
 * that were never met are those of others. The share of it is the cube of theirs, so that a few new words change little.
 */
export function sharesByWeights({ row, marks, byRule }: ReadTicket, learned: Learned): readonly number[] {
  const { temperature, doubt, usual, known } = learned;
  const isNew =
    marks.length === 0 ? 1 : (marks.filter((mark) => !isMarked(known, mark)).length / marks.length) ** 3;
  const shares = softmax(logOddsOfRow(row, weightsOf(learned), byRule.map(Math.log)), temperature);
  return shares.map(
    (share, place) => (1 - isNew) * ((1 - doubt) * share + doubt * usual[place]!) + isNew * byRule[place]!,
  );
}

/** Probabilities with what the help desk says: it is right as often as it is trusted, and of the rest the text tells. */
const withDesk = (byText: readonly number[], desk: TicketClass | null, trust: number): readonly number[] =>
  desk === null
    ? byText
    : byText.map((share, place) => (1 - trust) * share + (place === placeOf(desk) ? trust : 0));

/** Tells what the ticket is about that the flow began with, by the trained model in `facts.models`, else by the rule. */
export function scoreTicket(facts: TicketFacts): TicketScore {
  const parameters = readTicketParameters(facts.models['ticket-class']);
  const properties = facts.enrolment.event?.properties ?? {};
  const shares = withDesk(
    sharesOfText(properties['text'], parameters),
    classOfDesk(namesOfDesk(properties)),
    parameters?.trust ?? ASSUMED_TRUST,
  );
  const confidence = Math.max(...shares);
  const chosen = CLASS_IDS[shares.indexOf(confidence)]!;
  return {
    chosen,
    confidence,
    record: recordOf(
      chosen,
      confidence,
      shares,
      evidenceOf(properties, chosen, parameters),
      parameters !== null,
    ),
  };
}

/** The facts that a decision by this score sets. */
export const factsOfTicket = ({ chosen, confidence }: Pick<TicketScore, 'chosen' | 'confidence'>) => ({
  ticketClass: chosen,
  ticketConfidence: Math.min(1, confidence),
});

/** Nothing that the customer wrote is in the record: only how many words there are, and of which kinds. */
function recordOf(
  chosen: TicketClass,
  confidence: number,
  shares: readonly number[],
  evidence: Evidence,
  isTrained: boolean,
): DecisionRecord {
  return {
    model: 'ticket-class',
    by: isTrained ? 'model' : 'rule',
    inputs: {
      words: evidence.words,
      expressions: evidence.expressions.length,
      telling: evidence.telling.length,
      desk: evidence.desk,
    },
    options: CLASS_IDS.map((id, place) => ({ id, probability: shares[place]!, score: null, note: null })),
    chosen,
    score: Math.min(1, confidence),
    explanation: explain(chosen, confidence, evidence, isTrained),
  };
}
