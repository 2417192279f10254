/** Empty: the layout renders both the list and what is open, so that the list stays. */
export default function WorkPage() {
  return null;
}
