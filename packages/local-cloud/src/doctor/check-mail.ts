import { createTransport } from 'nodemailer';
import { type Finding, messageOf, ok, wrong } from './finding.ts';

const timeouts = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 8_000 };

/** Whether the mail server answers and takes the user and password. Sends nothing. */
export async function checkMail(
  smtpUrl: string,
  verify: (url: string) => Promise<unknown> = (url) => createTransport({ url, ...timeouts }).verify(),
): Promise<Finding[]> {
  const { host } = new URL(smtpUrl);
  try {
    await verify(smtpUrl);
    return [ok(`The mail server ${host} takes our mail.`)];
  } catch (error) {
    const isLogin = (error as { code?: string }).code === 'EAUTH';
    return [
      isLogin
        ? wrong(
            `The mail server ${host} refuses the user or password of SMTP_URL.`,
            'Copy both again from your mail provider. Write characters like @ and / in them as %40 and %2F.',
          )
        : wrong(
            `The mail server ${host} could not be reached: ${messageOf(error)}`,
            'Check host and port of SMTP_URL: 587 with smtp://, 465 with smtps://. Many networks block port 25.',
          ),
    ];
  }
}
