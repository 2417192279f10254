import { redirect } from 'next/navigation';

/** The first of the places in settings. */
export default function SettingsPage() {
  redirect('/settings/store');
}
