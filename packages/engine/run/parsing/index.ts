export { normaliseEmail, normalisePhone, numbersMeant } from './identities.ts';
export { customerProblem, NAMED_TRAITS } from './intake-limits.ts';
export { type ParsedEvent, instantOf } from './parse-intake.ts';
export { readJson } from './read-json.ts';
export { type IntakeSource, sourceIdOf } from './source.ts';
