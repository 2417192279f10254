import { Link } from '@millrace/ui';
import NextLink from 'next/link';

export function NotFoundScreen() {
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-120 flex-col justify-center gap-2 px-6">
      <h1 className="text-20 font-semibold">There is nothing at this address</h1>
      <p className="text-14 text-soft">
        It may have been deleted, or the address is mistyped. Nothing was changed.
      </p>
      <p className="mt-2 text-14">
        <Link render={<NextLink href="/" />}>Go to Home</Link>
      </p>
    </div>
  );
}
