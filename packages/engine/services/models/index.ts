export { type ModelView, listModels, modelListOf } from './list-models.ts';
