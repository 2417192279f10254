import { forgetStorefronts } from '@millrace/run/storefront';
import { readStorefront, saveStorefront } from '@millrace/services/storefront';
import { world } from '../../world.ts';
import { runVerb, type Operation } from '../operation.ts';

const tag = 'Storefront';
const saved = runVerb(saveStorefront, 'The settings');

export const storefrontOperations: readonly Operation[] = [
  {
    id: 'getStorefront',
    method: 'GET',
    path: '/storefront',
    tag,
    summary: 'The snippet on the pages of the store, and when something came last',
    scope: 'settings:read',
    ...runVerb(readStorefront, 'The snippet; null until it is set up'),
  },
  {
    id: 'saveStorefront',
    method: 'PUT',
    path: '/storefront',
    tag,
    summary: 'Set up or change the snippet',
    scope: 'settings:write',
    errors: ['not-found'],
    description: 'The first call makes the public key of the store. Only the given fields change.',
    body: saveStorefront.definition.input,
    ...saved,
    run: async (call) => {
      const answer = await saved.run(call);
      forgetStorefronts(world().db);
      return answer;
    },
  },
];
