"""English: what the columns of a table can be taken for."""

from keepwarm.domain.columns import ColumnMeaning

MEANINGS = {
    ColumnMeaning.NAME: "whole name",
    ColumnMeaning.GIVEN: "given name",
    ColumnMeaning.FAMILY: "family name",
    ColumnMeaning.MIDDLE: "middle name",
    ColumnMeaning.PREFIX: "before the name (Dr.)",
    ColumnMeaning.SUFFIX: "after the name (Jr.)",
    ColumnMeaning.NICKNAME: "nickname",
    ColumnMeaning.ORGANIZATION: "organization",
    ColumnMeaning.TITLE: "job title",
    ColumnMeaning.DEPARTMENT: "department",
    ColumnMeaning.EMAIL: "e-mail",
    ColumnMeaning.PHONE: "phone",
    ColumnMeaning.CHAT: "chat",
    ColumnMeaning.PROFILE: "profile or page",
    ColumnMeaning.ADDRESS: "whole address",
    ColumnMeaning.STREET: "street",
    ColumnMeaning.CITY: "city",
    ColumnMeaning.REGION: "region",
    ColumnMeaning.CODE: "postal code",
    ColumnMeaning.COUNTRY: "country",
    ColumnMeaning.BIRTHDAY: "birthday",
    ColumnMeaning.ANNIVERSARY: "another day of each year",
    ColumnMeaning.NOTE: "note",
    ColumnMeaning.TAGS: "tags",
    ColumnMeaning.RELATION: "somebody related",
    ColumnMeaning.KEEP: "kept, no place of its own",
}
