'use client';
import { Button, Card } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useMay, useTRPC } from '../../shell/index.ts';
import { CodeBlock } from './code-block.tsx';

/** For developers: telling who is signed in at the store, which its server has to sign. */
export function IdentityPart() {
  const trpc = useTRPC();
  const may = useMay('keys:write');
  const show = useMutation(trpc.storefront.showSecret.mutationOptions());
  return (
    <Card
      title="Who visitors are"
      sentence="Millrace recognises people who come by a link in a message, and people who confirmed a form."
    >
      <p className="max-w-140 text-13 text-pretty text-soft">
        Your shop can also tell who is signed in. Its server signs the e-mail address with a secret, so that
        nobody can pretend to be somebody else. The documentation shows how.
      </p>
      {may ? (
        <div className="mt-3">
          {show.data ? (
            <CodeBlock code={show.data.secret} label="the secret for signing" />
          ) : (
            <Button size="small" icon="key" busy={show.isPending} onClick={() => show.mutate()}>
              Show the secret
            </Button>
          )}
        </div>
      ) : null}
    </Card>
  );
}
