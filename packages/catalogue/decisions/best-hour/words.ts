import { spaced, type InputWords } from '../explanation.ts';

/** The option when no hour fits. */
export const AT_ONCE = 'now';

export const hourWords = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** The name of an option; for one that no longer exists, its id. */
export const hourTitle = (id: string): string =>
  /^\d{1,2}$/.test(id) ? hourWords(Number(id)) : id === AT_ONCE ? 'At once' : spaced(id);

/** Names of the inputs in the explanation of a decision. */
export const INPUTS: InputWords = {
  hour: ['Came here at, in their time zone', 'hour'],
  visits: ['Their visits on such days', 'plain'],
  ownHour: ['Their own best hour', 'hour'],
  storeHour: ['Hour of all customers', 'hour'],
  soonest: ['First hour that fits', 'hour'],
  exploration: ['Exploration share', 'share'],
};
