import {
  cloneOwnTemplate,
  getOwnTemplate,
  listOwnTemplates,
  removeOwnTemplate,
  saveAsTemplate,
  updateOwnTemplate,
} from '@millrace/services/own-templates';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

export const ownTemplates = router({
  list: read(listOwnTemplates),
  get: read(getOwnTemplate),
  save: change(saveAsTemplate),
  update: change(updateOwnTemplate),
  remove: change(removeOwnTemplate),
  clone: change(cloneOwnTemplate),
});
