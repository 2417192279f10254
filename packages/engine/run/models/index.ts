export { tellPredictions } from './predictions.ts';
export { trainDueModels } from './train-due-models.ts';
export { trainModels } from './train-models.ts';
