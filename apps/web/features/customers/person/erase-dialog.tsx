'use client';
import { inflected, several } from '@millrace/base/words';
import type { CustomerView } from '@millrace/services/customers';
import { Button, Dialog, Field, Icon, Input, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../shell/index.ts';

const GOES = [
  'name, e-mail address, phone, town, tags, and all ids they have here and in your store',
  'what they viewed, the links to their carts, and their order numbers',
  'the address and the words of every message they got',
  'the inputs of decisions about them, and their history in flows',
] as const;

/** Erases a customer. It cannot be undone, so the name has to be typed first. */
export function EraseDialog({
  customer,
  name,
  onClose,
}: {
  customer: CustomerView;
  name: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const erase = useMutation(
    trpc.customers.erase.mutationOptions({
      onSuccess: async () => {
        toast.done('This customer is erased.');
        onClose();
        await queries.invalidateQueries(trpc.customers.pathFilter());
      },
    }),
  );
  const matches = typed.trim().toLowerCase() === name.toLowerCase();
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Erase ${name}?`}
      description="This cannot be undone. Export first if they asked for their data as well."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            disabled={!matches}
            busy={erase.isPending}
            onClick={() => erase.mutate({ id: customer.id })}
          >
            Erase for good
          </Button>
        </>
      }
    >
      <p className="mb-1.5 text-13 font-medium">What is erased</p>
      <ul className="mb-4 space-y-1 text-13 text-soft">
        {GOES.map((what) => (
          <li key={what} className="flex gap-2">
            <Icon name="x" size={12} className="mt-1 text-broken" />
            {what}
          </li>
        ))}
      </ul>
      <p className="mb-4 text-13 text-soft">
        They leave every flow at once. Their address is kept as a hash that does not identify them, so that
        they are not written to again. If your store tells of them anew, they are somebody new here.{' '}
        {customer.ordersCount > 0
          ? `Their ${several(customer.ordersCount, 'order')} ${inflected(customer.ordersCount, 'keeps', 'keep')} counting in your figures, without a name.`
          : 'Your figures still count them, without a name.'}
      </p>
      <Field label={<>Type “{name}” to go on</>}>
        <Input value={typed} onValueChange={(next) => setTyped(next)} autoComplete="off" />
      </Field>
    </Dialog>
  );
}
