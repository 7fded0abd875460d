/** The look of the attached comparison, on a screen and on paper; colour is never the only sign. */
export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 24px; color: #1f2328; background: #fff;
  font: 15px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }
h1 { font-size: 22px; margin: 0 0 16px; }
h2 { font-size: 18px; margin: 32px 0 12px; padding-bottom: 6px; border-bottom: 1px solid #d0d7de; }
h3 { font-size: 15px; font-weight: 600; margin: 0; padding: 8px 12px; background: #f3f5f8; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: 6px 12px; border-top: 1px solid #d8dee4; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; }
td { white-space: pre-wrap; }
th { width: 136px; font-weight: normal; color: #57606a; }
thead th { width: auto; }
thead td { width: 136px; }
.rows thead th, .rows thead td { padding-top: 1px; padding-bottom: 1px; font-size: 12px; }
.editions { border: 1px solid #d8dee4; }
.editions thead th:first-child { width: 136px; }
.counts { margin: 16px 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 4px 24px; }
.legend, .near { color: #57606a; font-size: 13px; }
.near { margin: 0; padding: 6px 12px; border-top: 1px solid #d8dee4; }
article { margin: 0 0 16px; border: 1px solid #d0d7de; border-left: 4px solid #8c959f; border-radius: 4px; }
article.added { border-left-color: #1a7f37; }
article.removed { border-left-color: #cf222e; }
article.changed { border-left-color: #bf8700; }
.item { color: #0550ae; margin-right: 4px; white-space: nowrap; }
.tag { display: inline-block; padding: 0 6px; border: 1px solid #8c959f; border-radius: 10px; font-size: 12px;
  line-height: 18px; font-weight: normal; color: #57606a; background: #fff; white-space: nowrap; }
.tag.added { border-color: #1a7f37; color: #0a5c26; }
.tag.removed { border-color: #cf222e; color: #82071e; }
del { color: #82071e; background: #ffebe9; text-decoration: line-through; }
ins { color: #0a5c26; background: #dafbe1; text-decoration: underline; text-underline-offset: 3px; }
.quiet ul { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 32px; font-size: 13px; }
.quiet li { break-inside: avoid; padding: 2px 0; }
@media (max-width: 640px) {
  body { padding: 12px; }
  th, thead td, .editions thead th:first-child { width: 84px; }
  th, td { padding: 6px; }
  .quiet ul { columns: 1; }
}
@media print {
  @page { margin: 15mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, thead { break-after: avoid; }
  h3, tr, article { break-inside: avoid; }
  del, ins, h3 { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
