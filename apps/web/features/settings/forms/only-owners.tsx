'use client';
import { Icon } from '@millrace/ui';

/** Shown above settings that the user may see but not change. */
export function OnlyOwners({ may, what = 'Owners change this.' }: { may: boolean; what?: string }) {
  if (may) return null;
  return (
    <p className="mb-4 flex items-center gap-2 text-13 text-soft">
      <Icon name="lock" size={14} className="text-faint" />
      You can look at everything here. {what}
    </p>
  );
}
