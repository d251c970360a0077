// Makes sheetjs.xlsx: npm install xlsx && node people.js
const xlsx = require('xlsx')

const day = (year, month, date, hour = 0, minute = 0) => new Date(year, month - 1, date, hour, minute)
const header = ['letter', 'grade', 'size', 'keen', 'born', 'tags', 'home.name', 'share', 'met', 'places']
const rows = [
  header,
  ['Dear all', 3.5, 'small', true, day(1990, 2, 28), 'a;b', 'Rome', 0.1 + 0.2, day(2020, 1, 1, 13, 45), '[]'],
  ['Two\nlines, "quoted"', 1, 'large', false, null, 'a', null, 1, null, '[]'],
  [],
  ['=HYPERLINK', 2, null, true, null, null, null, null, null, '[]'],
]
const sheet = xlsx.utils.aoa_to_sheet(rows, { cellDates: true, dateNF: 'dd/mm/yyyy hh:mm' })
const book = xlsx.utils.book_new()
xlsx.utils.book_append_sheet(book, sheet, 'Clients')
xlsx.writeFile(book, 'sheetjs.xlsx', { bookSST: true, compression: true })
