import { partOf } from '@millrace/core/verb';
import type { z } from 'zod';

/** Paths of a schema where undeclared data could pass: objects that are not closed, and unknowns. */
export function openParts(schema: z.core.$ZodType, place = '', seen = new Set<z.core.$ZodType>()): string[] {
  if (seen.has(schema) || partOf(schema) !== undefined) return [];
  seen.add(schema);
  const inside = (part: z.core.$ZodType, name: string) => openParts(part, `${place}${name}`, seen);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return [
        ...(def.catchall?._zod.def.type === 'never'
          ? []
          : [`${place || 'the answer'} is an object that is not closed`]),
        ...Object.entries(def.shape).flatMap(([name, part]) => inside(part, `.${name}`)),
      ];
    case 'array':
      return inside(def.element, '[]');
    case 'record':
      return inside(def.valueType, '.*');
    case 'union':
      return def.options.flatMap((option, index) => inside(option, `|${index}`));
    case 'lazy':
      return inside(def.getter(), '');
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
      return inside(def.innerType, '');
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
      return [];
    default:
      return [`${place || 'the answer'} is declared as ${def.type}`];
  }
}
