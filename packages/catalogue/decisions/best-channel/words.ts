import { own, type Json } from '@millrace/base';
import { capital } from '@millrace/base/words';
import { z } from 'zod';
import { spaced, type InputWords } from '../explanation.ts';

/** The option when no channel may be used. */
export const NONE = 'none';

const namesSchema = z.record(z.string(), z.string()).catch({});

/** "text message" for a channel, as the step named it; for one that is not named, its id. */
export const channelName = (id: string, names: Json | undefined): string =>
  own(namesSchema.parse(names), id) || spaced(id).toLowerCase();

export const channelTitle = (id: string, names: Json | undefined): string =>
  id === NONE ? 'None possible' : capital(channelName(id, names));

/** Names of the inputs in the explanation of a decision. */
export const INPUTS: InputWords = {
  margin: ['Margin if they order', 'money'],
  worth: ['What a lost subscriber is worth', 'money'],
  exploration: ['Exploration share', 'share'],
};
