'use client';
import { Button, Checkbox, Dialog, Field, Input, Select } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf, useTRPC } from '../../shell/index.ts';
import { SCOPES, type Scope } from './scopes.ts';

const DAY = 86_400_000;
const TERMS = [
  { value: 'never', label: 'Until revoked' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
] as const;

/** Creates an API key. At first it may only send events, which is all that most keys need. */
export function KeyDialog({
  onClose,
  onMade,
}: {
  onClose: () => void;
  onMade: (made: { name: string; key: string }) => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['events:write']);
  const [term, setTerm] = useState<(typeof TERMS)[number]['value']>('never');
  const create = useMutation(
    trpc.settings.createKey.mutationOptions({
      meta: { quiet: true },
      onSuccess: async (made) => {
        onClose();
        onMade(made);
        await queries.invalidateQueries(trpc.settings.keys.queryFilter());
      },
    }),
  );
  const toggle = (scope: Scope, on: boolean) =>
    setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope));
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Create an API key"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={name.trim() === '' || scopes.length === 0}
            busy={create.isPending}
            onClick={() =>
              create.mutate({
                name: name.trim(),
                scopes: [...scopes],
                ...(term === 'never' ? {} : { expiresAt: Date.now() + Number(term) * DAY }),
              })
            }
          >
            Create key
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field
          label="Which system is it for?"
          error={create.error ? problemOf(create.error).sentence : undefined}
        >
          <Input
            value={name}
            onValueChange={(next) => setName(next)}
            placeholder="Warehouse"
            maxLength={120}
          />
        </Field>
        <Field label="What may it do?" group>
          <div className="space-y-1.5">
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope.value}
                checked={scopes.includes(scope.value)}
                onCheckedChange={(on) => toggle(scope.value, on)}
                label={scope.label}
                help={'help' in scope ? scope.help : undefined}
              />
            ))}
          </div>
        </Field>
        <Field label="Valid for">
          <Select value={term} onValueChange={setTerm} options={TERMS} />
        </Field>
      </div>
    </Dialog>
  );
}
