import { Paper } from '#renderer/components/Paper.tsx';
import type { FilledText } from '#shared/contract/hardship.ts';

const SIGNERS: Readonly<Record<FilledText['kind'], readonly string[]>> = {
  application: ['申请人签名', '日期'],
  authorisation: ['授权人签名', '日期', '共同生活成年家庭成员签名', '日期'],
  consent: ['本人签名', '日期', '监护人签名（处理不满十四周岁子女信息时）', '日期'],
};

/** 申请书, 授权书 or 告知与单独同意书 to be signed. */
export function TextPaper({ text }: { text: FilledText }) {
  const { kind, title, number, paragraphs } = text;
  return (
    <Paper title={title} corner={`档案号 ${number}`}>
      <div className="hardship-letter">
        {paragraphs.map((paragraph) => (
          // a line that ends with a colon addresses somebody
          <p key={paragraph} className={/[：:]$/.test(paragraph) ? 'hardship-letter-to' : undefined}>
            {paragraph}
          </p>
        ))}
        <div className="hardship-letter-sign">
          {SIGNERS[kind].map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change their order
            <span key={index}>{line}：＿＿＿＿＿＿＿＿</span>
          ))}
        </div>
      </div>
    </Paper>
  );
}
