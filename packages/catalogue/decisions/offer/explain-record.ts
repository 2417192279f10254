import { explained, type Explanation, type ToldDecision } from '../explanation.ts';
import { offerContextSchema } from './context.ts';
import { INPUTS, offerTitle } from './words.ts';

/** A stored offer decision in words. Its context is shown with the other inputs. */
export function explainRecord(record: ToldDecision, currency: string): Explanation {
  const context = offerContextSchema.safeParse(record.inputs['context']);
  const { draw: _draw, ...inputs } = record.inputs;
  const {
    margins: _margins,
    fullMargin: _fullMargin,
    flow: _flow,
    ...known
  } = context.success ? context.data : {};
  return explained({ ...record, inputs: { ...known, ...inputs } }, currency, {
    option: offerTitle,
    inputs: INPUTS,
  });
}
