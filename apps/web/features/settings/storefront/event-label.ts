import { eventType } from '@millrace/flow';

/** An event as a marketer says it: “viewed a product”. */
export function eventLabel(type: string | null): string {
  const label = eventType(type ?? '')?.label ?? type ?? '';
  return label.charAt(0).toLowerCase() + label.slice(1);
}
