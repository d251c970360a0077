#!/usr/bin/env python3
"""Makes workbooks of this folder: people.py openpyxl|titles|pandas|index|beyond|xlsxwriter"""
import datetime
import sys

HEADER = ['letter', 'grade', 'size', 'keen', 'born', 'tags', 'home.name', 'share', 'wakes', 'met', 'places']
ROWS = [
    ['Dear all', 3.5, 'small', True, datetime.date(1990, 2, 28), 'a;b', 'Rome', 0.1 + 0.2, datetime.time(8, 30),
     datetime.datetime(2020, 1, 1, 13, 45), '[]'],
    ['Two\nlines, "quoted"', 1, 'large', False, datetime.datetime(1990, 2, 28), 'a', None, 1, None, None, '[]'],
    [],
    ['=HYPERLINK', 2, None, True, None, None, None, None, None, None, '[]'],
    ['A formula', 2, None, True, None, None, None, '=1/2', None, None, '[]'],
    ['An error', 2, '#N/A', True, None, None, None, None, None, None, '[]'],
]


def openpyxl(path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Clients'
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    sheet['A5'].data_type = 's'
    notes = book.create_sheet('Notes')
    notes['A1'] = 'Not a client'
    book.save(path)


def titles(path):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Clients'
    for row in [['Clients of the office'], [], [None, 'as of 2026-01-31'], HEADER, *ROWS[:2]]:
        sheet.append(row)
    sheet.merge_cells('A1:K1')
    book.save(path)


def pandas(path):
    import pandas

    rows = [row for row in ROWS[:2] + ROWS[3:4]]
    pandas.DataFrame(rows, columns=HEADER).to_excel(path, index=False, sheet_name='Clients', startrow=2, startcol=1,
                                                    engine='openpyxl')


def index(path):
    import pandas

    pandas.DataFrame([['Ann', 3.5], ['Bob', 1]], columns=['name', 'years_experience']).to_excel(path, engine='openpyxl')


def beyond(path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in [['name', 'years_experience'], ['Ann', 3.5], ['Bob', 1, None, 'moved']]:
        book.active.append(row)
    book.save(path)


def xlsxwriter(path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {'default_date_format': 'd. mmmm yyyy', 'date_1904': True})
    sheet = book.add_worksheet('Clients')
    for number, row in enumerate([HEADER, *ROWS]):
        for column, value in enumerate(row):
            if value == '=HYPERLINK':
                sheet.write_string(number, column, value)
            elif isinstance(value, datetime.time):
                sheet.write_datetime(number, column, value, book.add_format({'num_format': 'h:mm AM/PM'}))
            elif value is not None:
                sheet.write(number, column, value)
    sheet.set_row(1, None, None, {'hidden': True})
    book.close()


if __name__ == '__main__':
    globals()[sys.argv[1]](sys.argv[1] + '.xlsx')
