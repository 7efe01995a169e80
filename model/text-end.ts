/** A text without the given characters at its end. An expression such as `/\/+$/` tries each run of them again, so it takes the
 *  square of the length. */
export function withoutEnding(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
