import { weightsEditor } from '../weights-control.tsx';
import { abTest } from './definition.ts';

export const AbTestEditor = weightsEditor(abTest.config);
