import { z } from 'zod';
import type { ConnectorKind } from './connector-kind.ts';

/** The `.meta()` of a field, also if it was set before `.optional()` or `.default()`. */
export function fieldMeta(field: z.ZodType): Readonly<Record<string, unknown>> {
  const own = field.meta() ?? {};
  const inner = (field.def as { innerType?: z.ZodType }).innerType;
  return inner === undefined ? own : { ...fieldMeta(inner), ...own };
}

function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
}

/** Fields of a connector's config that are stored encrypted and never shown again. */
export function secretFields(kind: ConnectorKind): readonly string[] {
  return Object.entries(shapeOf(kind.config))
    .filter(([, field]) => fieldMeta(field)['secret'] === true)
    .map(([name]) => name);
}

/** The secrets with which a webhook of this connection may be signed, newest first, without empty ones. */
export function signatureSecrets(kind: ConnectorKind, config: unknown): readonly string[] {
  const values = (config ?? {}) as Record<string, unknown>;
  return (kind.webhook?.signature.secrets ?? [])
    .map((name) => values[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');
}
