<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>RequestPage</name>
    <message numerus="yes">
        <source>We answer within %n working day(s).</source>
        <translation>
            <numerusform>We answer within %n working day.</numerusform>
            <numerusform>We answer within %n working days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>We will contact you within %n working day(s).</source>
        <translation>
            <numerusform>We will contact you within %n working day.</numerusform>
            <numerusform>We will contact you within %n working days.</numerusform>
        </translation>
    </message>
</context>
</TS>
