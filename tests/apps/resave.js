// resave.js FILE.xlsx…: opens and saves each workbook in place with exceljs, as a web service would.
const { Workbook } = require("exceljs");

async function main(paths) {
  for (const path of paths) {
    const book = new Workbook();
    await book.xlsx.readFile(path);
    await book.xlsx.writeFile(path);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
