import type { Operation } from '../operation.ts';
import { anomalyOperations } from './anomalies.ts';
import { automationOperations } from './automation.ts';
import { callOperations } from './calls.ts';
import { catalogueOperations } from './catalogue.ts';
import { customerOperations } from './customers.ts';
import { eventOperations } from './events.ts';
import { flowOperations } from './flows.ts';
import { importOperations } from './imports.ts';
import { ownTemplateOperations } from './own-templates.ts';
import { peopleOperations } from './people.ts';
import { privacyOperations } from './privacy.ts';
import { productOperations } from './products.ts';
import { reportOperations } from './reports.ts';
import { returnOperations } from './returns.ts';
import { segmentOperations } from './segments.ts';
import { settingsOperations } from './settings.ts';
import { workOperations } from './work.ts';
import { writingOperations } from './writing.ts';
import { storefrontOperations } from './storefront.ts';

/** All operations, in the order of the documentation. */
export const OPERATIONS: readonly Operation[] = [
  ...eventOperations,
  ...customerOperations,
  ...segmentOperations,
  ...importOperations,
  ...catalogueOperations,
  ...automationOperations,
  ...ownTemplateOperations,
  ...flowOperations,
  ...writingOperations,
  ...peopleOperations,
  ...callOperations,
  ...anomalyOperations,
  ...reportOperations,
  ...productOperations,
  ...workOperations,
  ...privacyOperations,
  ...settingsOperations,
  ...storefrontOperations,
  ...returnOperations,
];
