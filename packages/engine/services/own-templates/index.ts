export { removeOwnTemplate, saveAsTemplate, updateOwnTemplate } from './edit-templates.ts';
export { pictureOf, pictureSchema } from './picture.ts';
export { getOwnTemplate, listOwnTemplates } from './read-templates.ts';
export type { OwnTemplate } from './shapes.ts';
export { cloneOwnTemplate } from './use-template.ts';
