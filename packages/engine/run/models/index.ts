export { trainDueModels } from './train-due-models.ts';
export { trainModels } from './train-models.ts';
