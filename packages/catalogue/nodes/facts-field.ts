import { z } from 'zod';

/** Labelled facts that a step shows to the team; values may have placeholders. */
export const factsField = (title: string, description: string) =>
  z
    .array(
      z.strictObject({
        label: z.string().trim().max(80).default(''),
        value: z.string().trim().max(500).default(''),
      }),
    )
    .max(10, 'Ten facts at most.')
    .default([])
    .meta({ title, control: 'facts', description });
