import { forgetStorefronts } from '@millrace/run/storefront';
import {
  createForm,
  deleteForm,
  listForms,
  readStorefront,
  saveStorefront,
  updateForm,
} from '@millrace/services/storefront';
import { world } from '../../world.ts';
import { runList, runVerb, type Operation } from '../operation.ts';

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
  {
    id: 'listStorefrontForms',
    method: 'GET',
    path: '/storefront/forms',
    tag,
    summary: 'The forms of the shop',
    scope: 'settings:read',
    description: 'With how often each was sent, and then confirmed by e-mail.',
    ...runList(listForms, 'The forms'),
  },
  {
    id: 'createStorefrontForm',
    method: 'POST',
    path: '/storefront/forms',
    tag,
    summary: 'Make a form',
    scope: 'settings:write',
    errors: ['already-exists', 'limit-exceeded'],
    body: createForm.definition.input,
    ...runVerb(createForm, 'The form'),
  },
  {
    id: 'updateStorefrontForm',
    method: 'PUT',
    path: '/storefront/forms/{id}',
    tag,
    summary: 'Change a form, or switch it off',
    scope: 'settings:write',
    errors: ['not-found', 'already-exists'],
    description: 'Only the given fields change; `settings` is replaced as a whole.',
    body: updateForm.definition.input.omit({ id: true }),
    ...runVerb(updateForm, 'The form'),
  },
  {
    id: 'deleteStorefrontForm',
    method: 'DELETE',
    path: '/storefront/forms/{id}',
    tag,
    summary: 'Remove a form, with what was not confirmed',
    scope: 'settings:write',
    errors: ['not-found'],
    ...runVerb(deleteForm, 'Removed'),
  },
];
