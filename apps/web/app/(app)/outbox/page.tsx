/** Drawn by the layout, which keeps the list beside the message. */
export default function OutboxPage() {
  return null;
}
