import { jsonOf } from '../json-of.ts';
import { isLoose, looseList, textOf, type Loose } from '../loose.ts';

/** The settings of a step by their name. A wrapped value is taken out: `{"value": "{{ order.id }}", …}`. */
export function fieldsOf(step: Loose): Readonly<Record<string, string>> {
  return Object.fromEntries(
    looseList(step['config_field_values']).map((field) => {
      const value = textOf(field['value']);
      const wrapped = value.startsWith('{') ? jsonOf(value) : undefined;
      const inside = isLoose(wrapped) && 'default_value' in wrapped ? textOf(wrapped['value']) : value;
      return [textOf(field['config_field_id']), inside];
    }),
  );
}

/** A step as people know it: its own name, or that of its task, such as "Add order tags". */
export function taskName(step: Loose): string {
  const own = textOf(step['name']) || textOf(step['description']);
  if (own !== '') return own;
  const words = (textOf(step['task_id']).split('::').at(-1) ?? '').replaceAll('_', ' ');
  return words === '' ? 'a step' : words[0]!.toUpperCase() + words.slice(1);
}
