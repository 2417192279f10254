import { fail } from '@millrace/base';
import { lockPart, readFlowView } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { z } from 'zod';
import { LONGEST_NAME } from '../flows/free-name.ts';
import { readOwnCard } from './read-templates.ts';
import { ownTemplateSchema } from './shapes.ts';

/** Most templates of a store. */
const MOST_TEMPLATES = 100;

const name = z.string().trim().min(1, 'A template needs a name.').max(LONGEST_NAME);
const purpose = z.string().trim().max(300).describe('What it is for, in a sentence');

/** Templates of a store are saved one after another, so that two never share a name. */
const oneAtATime = (tx: Tx, workspaceId: string) => lockPart(tx, 'own-templates', workspaceId);

async function checkName(tx: Tx, id: string | null, wanted: string): Promise<void> {
  const [other] = await tx<{ name: string }[]>`
    select name from own_templates where lower(name) = lower(${wanted}) and id is distinct from ${id}::uuid`;
  if (other) fail('already-exists', { what: `a template named ${other.name}` });
}

/**
 * Saves the draft of a flow as a template of the store. Its owner and its review date are not part of it.
 * @throws MillraceError not-found, already-exists, limit-exceeded
 */
export const saveAsTemplate = defineVerb({
  name: 'template-saved',
  permission: 'flows:write',
  input: z.strictObject({ flow: z.uuid(), name, purpose: purpose.default('') }),
  output: ownTemplateSchema,
  run: async (tx, input, context) => {
    await oneAtATime(tx, context.workspaceId);
    const { graph } = await readFlowView(tx, input.flow);
    const [count] = await tx<{ n: number }[]>`select count(*)::int as n from own_templates`;
    if ((count?.n ?? 0) >= MOST_TEMPLATES) fail('limit-exceeded', { limit: `${MOST_TEMPLATES} templates` });
    await checkName(tx, null, input.name);
    const { owner: _owner, reviewOn: _reviewOn, beside: _beside, ...settings } = graph.settings;
    const id = newId();
    await tx`insert into own_templates (id, workspace_id, name, purpose, graph, created_by, created_at, updated_at)
      values (${id}, ${context.workspaceId}, ${input.name}, ${input.purpose},
        ${tx.json({ ...graph, settings } as never)}, ${context.actor.name}, ${context.now()}, ${context.now()})`;
    return readOwnCard(tx, id);
  },
  audit: ({ flow }, template) => ({
    subject: { type: 'flow', id: flow },
    summary: `Saved a flow as the template ${template.name}`,
  }),
});

/**
 * Changes the name of a template, or what it is for.
 * @throws MillraceError not-found, already-exists
 */
export const updateOwnTemplate = defineVerb({
  name: 'template-changed',
  permission: 'flows:write',
  input: z.strictObject({ id: z.uuid(), name: name.optional(), purpose: purpose.optional() }),
  output: ownTemplateSchema,
  run: async (tx, { id, ...change }, context) => {
    await oneAtATime(tx, context.workspaceId);
    const before = await readOwnCard(tx, id);
    if (change.name !== undefined) await checkName(tx, id, change.name);
    await tx`update own_templates set name = ${change.name ?? before.name},
      purpose = ${change.purpose ?? before.purpose}, updated_at = ${context.now()} where id = ${id}`;
    return readOwnCard(tx, id);
  },
  audit: ({ id }, template) => ({
    subject: { type: 'template', id },
    summary: `Changed the template ${template.name}`,
  }),
});

/**
 * Removes a template. Flows that were made from it stay as they are.
 * @throws MillraceError not-found
 */
export const removeOwnTemplate = defineVerb({
  name: 'template-removed',
  permission: 'flows:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ name: z.string() }),
  run: async (tx, { id }) => {
    const { name: removed } = await readOwnCard(tx, id);
    await tx`delete from own_templates where id = ${id}`;
    return { name: removed };
  },
  audit: ({ id }, template) => ({
    subject: { type: 'template', id },
    summary: `Removed the template ${template.name}`,
  }),
});
