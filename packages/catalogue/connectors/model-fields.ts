import { z } from 'zod';

/** Fields that connections of language models share. */
export const modelField = (description: string) =>
  z
    .string()
    .trim()
    .regex(/^[\w.:@/+-]{1,100}$/, 'The name of a model has no spaces.')
    .meta({ title: 'Model', description });

export const modelKeyField = (description: string) =>
  z
    .string()
    .trim()
    .regex(/^[!-~]{8,400}$/, 'This is not a key: it has at least 8 characters and no spaces.')
    .meta({ title: 'API key', description, secret: true });

/** The address of an API. A slash at the end is dropped. */
export const modelAddressField = (title: string, description: string) =>
  z
    .string()
    .overwrite((value) => value.trim().replace(/\/+$/, ''))
    .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/, 'An address such as https://models.example.com/v1.')
    .max(300)
    .meta({ title, description });
