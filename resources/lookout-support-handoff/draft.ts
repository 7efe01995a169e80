import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { HandoffMail } from "./handoff-mail";

/** Writes the mail as a file that mail programs open as a draft. Equal mails give equal files, byte by byte: the
 *  draft has no date, and its id is derived from its content. */
export async function writeDraft(mail: HandoffMail, from: string | undefined): Promise<string> {
  const digest = createHash("sha256").update(`${mail.subject}\n${mail.text}`).digest("hex");
  const composer = new MailComposer({
    ...mail,
    ...(from === undefined ? {} : { from }),
    textEncoding: "quoted-printable",
    messageId: `<${digest.slice(0, 32)}@pulumi-lookout-intune.invalid>`,
    headers: { "X-Unsent": "1" },
    newline: "\r\n",
  });
  const message = composer.compile();
  // A draft has no date; the mail program sets it when sending.
  const lines = (await message.build()).toString("utf8").split("\r\n");
  const end = lines.indexOf("");
  return lines.filter((line, index) => index > end || !line.startsWith("Date: ")).join("\r\n");
}
