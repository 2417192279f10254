import { surveyPost, surveyVisit } from '../../../server/links/surveys.ts';

export const dynamic = 'force-dynamic';
export { surveyVisit as GET, surveyVisit as HEAD, surveyVisit as OPTIONS, surveyPost as POST };
