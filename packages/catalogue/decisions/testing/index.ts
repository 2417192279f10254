export { DECISION_AUDITS } from './audits.ts';
export { toyModel, toyNode } from './toy-model.ts';
