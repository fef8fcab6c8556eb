<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_US" sourcelanguage="en_US">
<context>
    <name>AloudPage</name>
    <message>
        <source>Listen</source>
        <translation>Escuchar</translation>
    </message>
    <message>
        <source>This page is not yet in your language.</source>
        <translation>Esta página aún no está en su idioma.</translation>
    </message>
</context>
<context>
    <name>AloudStrip</name>
    <message>
        <source>This screen cannot speak now. Please ask the staff to read it to you.</source>
        <translation>Esta pantalla no puede hablar ahora. Pida al personal que se lo lea.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Más lento</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Más rápido</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar otra vez</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>ArticleKind</name>
    <message>
        <source>Treatment</source>
        <translation>Tratamiento</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condición</translation>
    </message>
    <message>
        <source>Your visit</source>
        <translation>Su visita</translation>
    </message>
    <message>
        <source>Living well</source>
        <translation>Vivir bien</translation>
    </message>
    <message>
        <source>Center news</source>
        <translation>Noticias del centro</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>Historia</translation>
    </message>
</context>
<context>
    <name>ArticlePage</name>
    <message>
        <source>In short</source>
        <translation>En breve</translation>
    </message>
    <message>
        <source>In this article</source>
        <translation>En este artículo</translation>
    </message>
    <message>
        <source>{kind}  ·  {read} min to read, {hear} to hear</source>
        <translation>{kind}  ·  {read} min de lectura, {hear} para oír</translation>
    </message>
    <message>
        <source>Ask for a call</source>
        <translation>Pedir una llamada</translation>
    </message>
    <message>
        <source>Ask for a referral</source>
        <translation>Pedir una referencia</translation>
    </message>
    <message>
        <source>Read next</source>
        <translation>Siga leyendo</translation>
    </message>
</context>
<context>
    <name>ArticleRow</name>
    <message>
        <source>{kind}  ·  {minutes} min read</source>
        <translation>{kind}  ·  {minutes} min de lectura</translation>
    </message>
</context>
<context>
    <name>AskPage</name>
    <message>
        <source>What would you like to ask for?</source>
        <translation>¿Qué desea pedir?</translation>
    </message>
    <message>
        <source>A prescriber must order an infusion. We help you ask.</source>
        <translation>Su médico u otro profesional debe recetar la infusión. Le ayudamos a pedirla.</translation>
    </message>
    <message>
        <source>For doctors&apos; offices</source>
        <translation>Para consultorios médicos</translation>
    </message>
    <message>
        <source>Where a referral from a prescriber goes</source>
        <translation>A dónde se envía una referencia médica</translation>
    </message>
    <message>
        <source>A referral for me</source>
        <translation>Una referencia para mí</translation>
    </message>
    <message>
        <source>You want infusions here, or to move them</source>
        <translation>Quiere recibir infusiones aquí o traerlas de otro centro</translation>
    </message>
    <message>
        <source>A referral for someone I care for</source>
        <translation>Una referencia para alguien a quien cuido</translation>
    </message>
    <message>
        <source>You ask for your child, parent or friend</source>
        <translation>La pide para un hijo, padre, madre o amigo</translation>
    </message>
    <message>
        <source>A call from us</source>
        <translation>Que me contacten</translation>
    </message>
    <message>
        <source>The shortest way: a person gets in touch</source>
        <translation>Lo más corto: una persona se comunica con usted</translation>
    </message>
</context>
<context>
    <name>BandCard</name>
    <message>
        <source>Show this to staff</source>
        <translation>Mostrar al personal</translation>
    </message>
    <message>
        <source>If no emergency sign fits, do this if:</source>
        <translation>Si no hay ninguna señal de emergencia, haga esto si:</translation>
    </message>
    <message>
        <source>Do this if:</source>
        <translation>Haga esto si:</translation>
    </message>
</context>
<context>
    <name>BeforePage</name>
    <message>
        <source>Before your infusion today: tell us first</source>
        <translation>Antes de su infusión de hoy: avísenos</translation>
    </message>
    <message>
        <source>Do you have a fever, feel ill, or has anything changed? Tell the desk before you sit down.</source>
        <translation>¿Tiene fiebre, se siente mal o algo cambió? Avise en la recepción antes de sentarse.</translation>
    </message>
</context>
<context>
    <name>BottomBar</name>
    <message>
        <source>Home</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
</context>
<context>
    <name>Cleaning</name>
    <message>
        <source>The screen is being cleaned.</source>
        <translation>Se está limpiando la pantalla.</translation>
    </message>
    <message>
        <source>You can wipe the screen now.</source>
        <translation>Ya puede limpiar la pantalla.</translation>
    </message>
    <message>
        <source>To end sooner: touch 1, then 2.</source>
        <translation>Para terminar antes: toque 1, luego 2.</translation>
    </message>
    <message>
        <source>Touches do nothing until the time is over.</source>
        <translation>Los toques no hacen nada por ahora.</translation>
    </message>
</context>
<context>
    <name>ContactCard</name>
    <message>
        <source>Talk with a person</source>
        <translation>Hable con una persona</translation>
    </message>
    <message>
        <source>By phone: {phone}</source>
        <translation>Por teléfono: {phone}</translation>
    </message>
    <message>
        <source>When we are closed: {phone}</source>
        <translation>Fuera de horario: {phone}</translation>
    </message>
    <message>
        <source>Or ask at the front desk.</source>
        <translation>O pregunte en la recepción.</translation>
    </message>
    <message>
        <source>Ask for a referral or a call</source>
        <translation>Pedir una referencia o una llamada</translation>
    </message>
    <message>
        <source>Infusion guide</source>
        <translation>Persona guía de infusiones</translation>
    </message>
</context>
<context>
    <name>CountRing</name>
    <message>
        <source>{count} seconds left</source>
        <translation>Quedan {count} segundos</translation>
    </message>
</context>
<context>
    <name>Curtains</name>
    <message>
        <source>Clear your answers? Nothing was sent.</source>
        <translation>¿Borrar sus respuestas? No se envió nada.</translation>
    </message>
    <message>
        <source>Your answers will be gone from this screen.</source>
        <translation>Sus respuestas se borrarán de esta pantalla.</translation>
    </message>
    <message>
        <source>Keep my answers</source>
        <translation>Conservar mis respuestas</translation>
    </message>
    <message>
        <source>Clear my screen</source>
        <translation>Borrar mi pantalla</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>Sigo aquí</translation>
    </message>
    <message>
        <source>I am someone else: start fresh</source>
        <translation>Soy otra persona: empezar de nuevo</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Necesito más tiempo</translation>
    </message>
    <message>
        <source>Are you still here?</source>
        <translation>¿Sigue usted aquí?</translation>
    </message>
    <message>
        <source>This screen will be cleared for the next person.</source>
        <translation>Esta pantalla se borrará para la siguiente persona.</translation>
    </message>
    <message>
        <source>People near you may hear this.</source>
        <translation>Las personas cercanas pueden oír esto.</translation>
    </message>
    <message>
        <source>Your answers are read aloud, hidden ones too.</source>
        <translation>Se leen en voz alta sus respuestas, también las ocultas.</translation>
    </message>
    <message>
        <source>Keep them quiet</source>
        <translation>No leerlas</translation>
    </message>
    <message>
        <source>Read them aloud</source>
        <translation>Leerlas en voz alta</translation>
    </message>
</context>
<context>
    <name>DayEntry</name>
    <message>
        <source>Year, like 1961</source>
        <translation>Año, como 1961</translation>
    </message>
    <message>
        <source>{question}, year</source>
        <translation>{question}, año</translation>
    </message>
    <message>
        <source>Please touch the month.</source>
        <translation>Por favor, toque el mes.</translation>
    </message>
    <message>
        <source>Please touch the day.</source>
        <translation>Por favor, toque el día.</translation>
    </message>
    <message>
        <source>Please type the year with four digits.</source>
        <translation>Por favor, escriba el año con cuatro cifras.</translation>
    </message>
    <message>
        <source>{month} {year} has only {days} days. Please change the day.</source>
        <translation>{month} de {year} tiene solo {days} días. Por favor, cambie el día.</translation>
    </message>
    <message>
        <source>{chosen}. Touch to change</source>
        <translation>{chosen}. Toque para cambiar</translation>
    </message>
    <message>
        <source>Touch the month</source>
        <translation>Toque el mes</translation>
    </message>
    <message>
        <source>Touch the day</source>
        <translation>Toque el día</translation>
    </message>
    <message>
        <source>Type the year</source>
        <translation>Escriba el año</translation>
    </message>
    <message>
        <source>{hidden}. Touch to see or change it</source>
        <translation>{hidden}. Toque para verlo o cambiarlo</translation>
    </message>
</context>
<context>
    <name>DemoStrip</name>
    <message>
        <source>Demonstration, not a real center</source>
        <translation>Demostración, no es un centro real</translation>
    </message>
</context>
<context>
    <name>DisclaimerBox</name>
    <message>
        <source>In an emergency call out to staff now. At home call 911.</source>
        <translation>En una emergencia, pida ayuda al personal en voz alta ya. En casa, llame al&#xa0;911.</translation>
    </message>
    <message>
        <source>This is general information. It does not replace the advice of your care team. Questions? Ask your nurse or call {phone}.</source>
        <translation>Esta es información general. No reemplaza los consejos de su equipo médico. ¿Preguntas? Consulte en enfermería o llame al {phone}.</translation>
    </message>
</context>
<context>
    <name>Doubt</name>
    <message>
        <source>Yes, change it</source>
        <translation>Sí, cámbielo</translation>
    </message>
    <message>
        <source>If it is right, go on.</source>
        <translation>Si está bien, siga adelante.</translation>
    </message>
</context>
<context>
    <name>EnoughPart</name>
    <message>
        <source>You have sent two requests.</source>
        <translation>Ya envió dos solicitudes.</translation>
    </message>
    <message>
        <source>Do you need something else? Ask the front desk or call {phone}.</source>
        <translation>¿Necesita algo más? Pregunte en la recepción o llame al {phone}.</translation>
    </message>
</context>
<context>
    <name>EntryQuestion</name>
    <message>
        <source>Add another</source>
        <translation>Agregar otra respuesta</translation>
    </message>
</context>
<context>
    <name>FeelPage</name>
    <message>
        <source>How do you feel?</source>
        <translation>¿Cómo se siente?</translation>
    </message>
    <message>
        <source>Search in your own words</source>
        <translation>Busque con sus palabras</translation>
    </message>
    <message>
        <source>By feeling</source>
        <translation>Por síntoma</translation>
    </message>
    <message>
        <source>By treatment</source>
        <translation>Por tratamiento</translation>
    </message>
    <message>
        <source>A to Z</source>
        <translation>De&#xa0;A&#xa0;a&#xa0;Z</translation>
    </message>
    <message>
        <source>Which treatment?</source>
        <translation>¿Qué tratamiento?</translation>
    </message>
    <message>
        <source>All from A to Z</source>
        <translation>Todo de la A a la Z</translation>
    </message>
    <message>
        <source>Ask your nurse about this.</source>
        <translation>Pregunte sobre esto en enfermería.</translation>
    </message>
    <message>
        <source>Not on this list? If it is new, tell a nurse now.</source>
        <translation>¿No está en la lista? Si es algo nuevo, avise a enfermería ahora.</translation>
    </message>
</context>
<context>
    <name>FieldError</name>
    <message>
        <source>Please touch one of these.</source>
        <translation>Toque una de estas opciones.</translation>
    </message>
    <message>
        <source>Please touch the box to agree, or touch Clear to leave.</source>
        <translation>Toque la casilla para aceptar, o toque Borrar para salir.</translation>
    </message>
    <message>
        <source>This answer is set. It cannot be changed here.</source>
        <translation>Esta respuesta ya está puesta. No se puede cambiar aquí.</translation>
    </message>
    <message>
        <source>One of these answers stands alone. Please choose again.</source>
        <translation>Una de estas respuestas va sola. Por favor, elija de nuevo.</translation>
    </message>
    <message>
        <source>A ZIP code has 5 digits.</source>
        <translation>Un código postal (ZIP) tiene 5 cifras.</translation>
    </message>
    <message>
        <source>We do not know this area code. Is the number right?</source>
        <translation>No conocemos este código de área. ¿Está bien el número?</translation>
    </message>
    <message>
        <source>Did you mean {domain}?</source>
        <translation>¿Quiso decir {domain}?</translation>
    </message>
    <message>
        <source>Please choose the month, the day and the year.</source>
        <translation>Por favor, elija el mes, el día y el año.</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>Por favor, complete esta parte.</translation>
    </message>
    <message>
        <source>This is too long. Please use at most {limit} letters.</source>
        <translation>Es demasiado largo. Use {limit} letras como máximo.</translation>
    </message>
    <message>
        <source>This is too short. Please use at least {limit} letters.</source>
        <translation>Es demasiado corto. Use al menos {limit} letras.</translation>
    </message>
    <message>
        <source>Please give each answer once, and at most {limit}.</source>
        <translation>Por favor, dé cada respuesta una sola vez, y como máximo {limit}.</translation>
    </message>
    <message>
        <source>Please choose at most {limit}. Touch one to take it away.</source>
        <translation>Por favor, elija como máximo {limit}. Toque una para quitarla.</translation>
    </message>
    <message>
        <source>Please give at least {limit} answers.</source>
        <translation>Por favor, dé al menos {limit} respuestas.</translation>
    </message>
    <message>
        <source>Please choose at least {limit}.</source>
        <translation>Por favor, elija al menos {limit}.</translation>
    </message>
    <message>
        <source>Please choose {limit} or a later day.</source>
        <translation>Por favor, elija el {limit} o un día posterior.</translation>
    </message>
    <message>
        <source>Please choose {limit} or an earlier day.</source>
        <translation>Por favor, elija el {limit} o un día anterior.</translation>
    </message>
    <message>
        <source>Please give a number from {least} to {most}.</source>
        <translation>Por favor, dé un número de {least} a {most}.</translation>
    </message>
    <message>
        <source>Please give {limit} or more.</source>
        <translation>Por favor, dé {limit} o más.</translation>
    </message>
    <message>
        <source>Please give {limit} or less.</source>
        <translation>Por favor, dé {limit} o menos.</translation>
    </message>
    <message>
        <source>Please touch one of the units.</source>
        <translation>Por favor, toque una de las unidades.</translation>
    </message>
    <message>
        <source>Please write a number, with digits only.</source>
        <translation>Por favor, escriba un número, solo con cifras.</translation>
    </message>
    <message>
        <source>Please write it like this: {example}</source>
        <translation>Por favor, escríbalo así: {example}</translation>
    </message>
    <message>
        <source>Please check how this is written.</source>
        <translation>Por favor, revise cómo está escrito.</translation>
    </message>
    <message>
        <source>A name has letters, spaces, hyphens and dots only.</source>
        <translation>Un nombre solo lleva letras, espacios, guiones y puntos.</translation>
    </message>
    <message>
        <source>Please enter 10 digits, area code first, like (555) 555-0100.</source>
        <translation>Escriba 10 dígitos, primero el código de área, como (555) 555-0100.</translation>
    </message>
    <message>
        <source>Please check the e-mail. It looks like name@example.com.</source>
        <translation>Revise el correo. Debe verse así: nombre@example.com.</translation>
    </message>
    <message>
        <source>Please look at this answer again.</source>
        <translation>Por favor, revise esta respuesta.</translation>
    </message>
</context>
<context>
    <name>FinderQuestion</name>
    <message>
        <source>Change</source>
        <translation>Cambiar</translation>
    </message>
    <message>
        <source>Type to find</source>
        <translation>Escriba para buscar</translation>
    </message>
    <message>
        <source>What you typed is not on the list. Please touch one of these, or erase it.</source>
        <translation>Lo que escribió no está en la lista. Toque una de estas opciones o bórrelo.</translation>
    </message>
    <message>
        <source>Nothing like that is on the list.</source>
        <translation>No hay nada así en la lista.</translation>
    </message>
    <message>
        <source>Not on the list? Type it in your own words.</source>
        <translation>¿No está en la lista? Escríbalo con sus palabras.</translation>
    </message>
    <message>
        <source>Your answer: {answer}</source>
        <translation>Su respuesta: {answer}</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>Mostrar todas ({count})</translation>
    </message>
</context>
<context>
    <name>FrontDesk</name>
    <message>
        <source>The front desk would like to end this session.</source>
        <translation>La recepción desea terminar esta sesión.</translation>
    </message>
    <message>
        <source>If you need more time, your answers stay here.</source>
        <translation>Si necesita más tiempo, sus respuestas se quedan aquí.</translation>
    </message>
    <message>
        <source>I need more time</source>
        <translation>Necesito más tiempo</translation>
    </message>
    <message>
        <source>End it now</source>
        <translation>Terminar ahora</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Beginning of the page.</source>
        <translation>Principio de la página.</translation>
    </message>
    <message>
        <source>End of the page.</source>
        <translation>Fin de la página.</translation>
    </message>
    <message>
        <source>Back leads nowhere from here.</source>
        <translation>Desde aquí no se puede ir atrás.</translation>
    </message>
    <message>
        <source>A row of keys</source>
        <translation>Una fila de teclas</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} a {last}</translation>
    </message>
    <message>
        <source>row</source>
        <translation>fila</translation>
    </message>
    <message>
        <source>filled in</source>
        <translation>completado</translation>
    </message>
    <message>
        <source>heading {number} of {count}</source>
        <translation>título {number} de {count}</translation>
    </message>
    <message>
        <source>Select goes to the buttons at the bottom.</source>
        <translation>Seleccionar lleva a los botones de abajo.</translation>
    </message>
    <message>
        <source>Select goes to the next heading.</source>
        <translation>Seleccionar lleva al título siguiente.</translation>
    </message>
    <message>
        <source>{count} parts</source>
        <translation>{count} partes</translation>
    </message>
    <message>
        <source>{count} parts, {headings} headings</source>
        <translation>{count} partes, {headings} títulos</translation>
    </message>
    <message>
        <source>Keys. What you type is spoken with headphones only.</source>
        <translation>Teclas. Lo que escribe se dice solo por los audífonos.</translation>
    </message>
    <message>
        <source>Keys. Choose a row, then a key. Back leaves the row, then the keys.</source>
        <translation>Teclas. Elija una fila y luego una tecla. Atrás sale de la fila y luego de las teclas.</translation>
    </message>
    <message>
        <source>A key</source>
        <translation>Una tecla</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>vacío</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} de {count}</translation>
    </message>
    <message>
        <source>heading</source>
        <translation>título</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>imagen</translation>
    </message>
    <message>
        <source>button</source>
        <translation>botón</translation>
    </message>
    <message>
        <source>link</source>
        <translation>enlace</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>opción</translation>
    </message>
    <message>
        <source>check box</source>
        <translation>casilla</translation>
    </message>
    <message>
        <source>field</source>
        <translation>campo</translation>
    </message>
    <message>
        <source>point</source>
        <translation>punto</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>marcada</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>sin marcar</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>elegida</translation>
    </message>
    <message>
        <source>not selected</source>
        <translation>no elegida</translation>
    </message>
    <message>
        <source>open</source>
        <translation>abierto</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>cerrado</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>no disponible</translation>
    </message>
    <message>
        <source>to be corrected</source>
        <translation>por corregir</translation>
    </message>
    <message>
        <source>partly hidden</source>
        <translation>oculto en parte</translation>
    </message>
    <message>
        <source>period</source>
        <translation>punto</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>coma</translation>
    </message>
    <message>
        <source>hyphen</source>
        <translation>guion</translation>
    </message>
    <message>
        <source>apostrophe</source>
        <translation>apóstrofo</translation>
    </message>
    <message>
        <source>quotation mark</source>
        <translation>comillas</translation>
    </message>
    <message>
        <source>at sign</source>
        <translation>arroba</translation>
    </message>
    <message>
        <source>underscore</source>
        <translation>guion bajo</translation>
    </message>
    <message>
        <source>slash</source>
        <translation>barra</translation>
    </message>
    <message>
        <source>colon</source>
        <translation>dos puntos</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>punto y coma</translation>
    </message>
    <message>
        <source>left parenthesis</source>
        <translation>abre paréntesis</translation>
    </message>
    <message>
        <source>right parenthesis</source>
        <translation>cierra paréntesis</translation>
    </message>
    <message>
        <source>question mark</source>
        <translation>signo de pregunta</translation>
    </message>
    <message>
        <source>exclamation mark</source>
        <translation>signo de exclamación</translation>
    </message>
    <message>
        <source>Speech is on. To go on in {language}, press Next until you hear {language}, then Select, or slide a finger until you hear it and touch twice.</source>
        <translation>La voz está encendida. Para seguir en español, oprima Siguiente hasta oír «{language}» y Seleccionar, o deslice hasta oírlo y toque dos veces.</translation>
    </message>
    <message>
        <source>People near you may hear this.</source>
        <translation>Las personas cercanas pueden oír esto.</translation>
    </message>
    <message>
        <source>There are no headphones. Should what you type and choose be spoken out loud?</source>
        <translation>No hay audífonos conectados. ¿Quiere que se diga en voz alta lo que usted escriba y elija?</translation>
    </message>
    <message>
        <source>Keep it silent</source>
        <translation>No decirlo</translation>
    </message>
    <message>
        <source>Speak it out loud</source>
        <translation>Decirlo en voz alta</translation>
    </message>
    <message>
        <source>The headphones came out</source>
        <translation>Los audífonos se desconectaron</translation>
    </message>
    <message>
        <source>Plug them in again to go on listening. Nothing is spoken until then.</source>
        <translation>Conéctelos de nuevo para seguir escuchando. Hasta entonces no se dirá nada.</translation>
    </message>
    <message>
        <source>Go on without speech</source>
        <translation>Seguir sin voz</translation>
    </message>
    <message>
        <source>Start fresh</source>
        <translation>Empezar de nuevo</translation>
    </message>
    <message>
        <source>Speed {number} of {count}</source>
        <translation>Velocidad {number} de {count}</translation>
    </message>
    <message>
        <source>Volume {number} of {count}</source>
        <translation>Volumen {number} de {count}</translation>
    </message>
    <message>
        <source>Next and Previous go from part to part, Select acts, Back leads back. Or slide a finger over the screen to hear it, and touch twice to act.</source>
        <translation>Con Siguiente y Anterior usted pasa de una parte a otra; con Seleccionar la activa; con Atrás regresa. O deslice un dedo por la pantalla para oírla y toque dos veces para activar.</translation>
    </message>
    <message>
        <source>On words, Select pauses, goes on or says them again. Speed and volume are in Settings, under Reading.</source>
        <translation>En un texto, Seleccionar hace una pausa, continúa o lo repite. La velocidad y el volumen están en Ajustes, en Lectura.</translation>
    </message>
</context>
<context>
    <name>Handout</name>
    <message>
        <source>Page {number} of {total}</source>
        <translation>Página {number} de {total}</translation>
    </message>
    <message>
        <source>{title} (continued)</source>
        <translation>{title} (continúa)</translation>
    </message>
    <message>
        <source>Demonstration, not a real center</source>
        <translation>Demostración, no es un centro real</translation>
    </message>
    <message>
        <source>{phone}  ·  When we are closed: {closed}</source>
        <translation>{phone}  ·  Fuera de horario: {closed}</translation>
    </message>
    <message>
        <source>When we are closed: {closed}</source>
        <translation>Fuera de horario: {closed}</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>Tratamiento</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Enfermedad</translation>
    </message>
    <message>
        <source>Your visit</source>
        <translation>Su visita</translation>
    </message>
    <message>
        <source>Living well</source>
        <translation>Vivir bien</translation>
    </message>
    <message>
        <source>Center news</source>
        <translation>Noticias del centro</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>Historia</translation>
    </message>
    <message>
        <source>How you feel</source>
        <translation>Cómo se siente</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>Consejo</translation>
    </message>
    <message>
        <source>Caution</source>
        <translation>Cuidado</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Emergencia</translation>
    </message>
    <message>
        <source>Key facts</source>
        <translation>Datos clave</translation>
    </message>
    <message>
        <source>In the words of</source>
        <translation>En palabras de</translation>
    </message>
    <message>
        <source>Later, at home</source>
        <translation>Después, en casa</translation>
    </message>
    <message>
        <source>In the building</source>
        <translation>En el edificio</translation>
    </message>
    <message>
        <source>Do this if:</source>
        <translation>Haga esto si:</translation>
    </message>
    <message>
        <source>If no emergency sign fits, do this if:</source>
        <translation>Si no hay ninguna señal de emergencia, haga esto si:</translation>
    </message>
    <message>
        <source>a sign listed under “{title}” fits</source>
        <translation>tiene una señal de la lista “{title}”</translation>
    </message>
    <message>
        <source>What not to do</source>
        <translation>Lo que no debe hacer</translation>
    </message>
    <message>
        <source>Anything else, or not sure: tell a nurse now.</source>
        <translation>¿Algo más, o tiene dudas? Avise a enfermería ahora.</translation>
    </message>
    <message>
        <source>Anything else, or not sure: call us. {phone}</source>
        <translation>Otra cosa, o si tiene dudas: llámenos. {phone}</translation>
    </message>
    <message>
        <source>What it can feel and look like</source>
        <translation>Cómo puede sentirse y verse</translation>
    </message>
    <message>
        <source>Treatments that can cause it</source>
        <translation>Tratamientos que pueden causarlo</translation>
    </message>
    <message>
        <source>Brands: {names}</source>
        <translation>Marcas: {names}</translation>
    </message>
    <message>
        <source>What to expect on the day</source>
        <translation>Cómo será el día</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>Cuánto dura</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Cada cuánto</translation>
    </message>
    <message>
        <source>When you arrive</source>
        <translation>Al llegar</translation>
    </message>
    <message>
        <source>Before the drip</source>
        <translation>Antes del suero</translation>
    </message>
    <message>
        <source>During the drip</source>
        <translation>Durante el suero</translation>
    </message>
    <message>
        <source>Before you go</source>
        <translation>Antes de irse</translation>
    </message>
    <message>
        <source>Tell us first about</source>
        <translation>Díganos antes de empezar</translation>
    </message>
    <message>
        <source>Pregnancy and vaccines</source>
        <translation>Embarazo y vacunas</translation>
    </message>
    <message>
        <source>Questions to ask your care team</source>
        <translation>Preguntas para su equipo de atención</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Es bueno saber</translation>
    </message>
    <message>
        <source>Emergency: call out now. At home call&#xa0;911</source>
        <translation>Emergencia: pida ayuda ya. En casa, llame al&#xa0;911</translation>
    </message>
    <message>
        <source>Tell a nurse now. At home call us today</source>
        <translation>Avise a enfermería ahora. En casa, llámenos hoy</translation>
    </message>
    <message>
        <source>How often side effects happen</source>
        <translation>Con qué frecuencia hay efectos secundarios</translation>
    </message>
    <message>
        <source>Words explained</source>
        <translation>Palabras explicadas</translation>
    </message>
    <message>
        <source>Where this comes from</source>
        <translation>De dónde viene esta información</translation>
    </message>
    <message>
        <source>In an emergency call out to staff now. At home call&#xa0;911.</source>
        <translation>En una emergencia, pida ayuda ya. En casa, llame al&#xa0;911.</translation>
    </message>
    <message>
        <source>This is general information. It does not replace the advice of your care team. Questions? Ask your nurse or call {phone}.</source>
        <translation>Esta es información general. No reemplaza los consejos de su equipo médico. ¿Preguntas? Consulte en enfermería o llame al {phone}.</translation>
    </message>
    <message>
        <source>Awaiting clinical review: a clinician has not yet checked this text.</source>
        <translation>Pendiente de revisión clínica: un profesional de salud aún no ha revisado este texto.</translation>
    </message>
    <message>
        <source>Reviewed by {by} ({license}) on {on}.</source>
        <translation>Revisado por {by} ({license}) el {on}.</translation>
    </message>
    <message>
        <source>Lines of general knowledge here: {count}. A clinician still has to confirm them.</source>
        <translation>Líneas de conocimiento general aquí: {count}. Un profesional de salud aún debe confirmarlas.</translation>
    </message>
    <message>
        <source>The medicine&apos;s US label that we read is of {day}.</source>
        <translation>La etiqueta de EE. UU. de la medicina que leímos es del {day}.</translation>
    </message>
    <message>
        <source>Read this on your phone</source>
        <translation>Léalo en su teléfono</translation>
    </message>
    <message>
        <source>Keep our phone numbers</source>
        <translation>Guarde nuestros teléfonos</translation>
    </message>
    <message>
        <source>Point the camera of your phone at this code.</source>
        <translation>Apunte la cámara de su teléfono a este código.</translation>
    </message>
    <message>
        <source>In an emergency call 911.</source>
        <translation>En una emergencia, llame al 911.</translation>
    </message>
    <message>
        <source>Call 911 if:</source>
        <translation>Llame al 911 si:</translation>
    </message>
    <message>
        <source>Paper form</source>
        <translation>Formulario en papel</translation>
    </message>
    <message>
        <source>Please write with a pen, and give this sheet to the front desk.</source>
        <translation>Escriba con bolígrafo y entregue esta hoja en la recepción.</translation>
    </message>
    <message>
        <source>Please fill in everything that has a star (*).</source>
        <translation>Llene todo lo que tiene un asterisco (*).</translation>
    </message>
    <message>
        <source>Something new or getting worse? Tell the staff now. A prescriber must order an infusion. We help you ask.</source>
        <translation>¿Siente algo nuevo o que empeora? Avise al personal ahora. Su médico u otro profesional debe recetar la infusión. Le ayudamos a pedirla.</translation>
    </message>
    <message>
        <source>Only if you ticked: {answers}</source>
        <translation>Solo si marcó: {answers}</translation>
    </message>
    <message>
        <source>(tick one box)</source>
        <translation>(marque una casilla)</translation>
    </message>
    <message>
        <source>(tick each box that is right for you)</source>
        <translation>(marque todas las que correspondan)</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Firma</translation>
    </message>
    <message>
        <source>Your receipt code</source>
        <translation>Su código de comprobante</translation>
    </message>
    <message>
        <source>Your request is safe with us. This code says nothing about you.</source>
        <translation>Su solicitud está segura con nosotros. Este código no dice nada sobre usted.</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Qué sigue</translation>
    </message>
    <message>
        <source>We will contact you by {day}.</source>
        <translation>Le contactaremos a más tardar el {day}.</translation>
    </message>
    <message>
        <source>We will contact you within {days} working day.</source>
        <translation>Le contactaremos en {days} día hábil.</translation>
    </message>
    <message>
        <source>We will contact you within {days} working days.</source>
        <translation>Le contactaremos en {days} días hábiles.</translation>
    </message>
    <message>
        <source>Safe here, but late: the front desk is faster.</source>
        <translation>Está segura aquí, pero con retraso: en la recepción es más rápido.</translation>
    </message>
    <message>
        <source>You will hear from: {guide}.</source>
        <translation>Tendrá noticias de: {guide}.</translation>
    </message>
    <message>
        <source>Infusion guide</source>
        <translation>Guía de infusión</translation>
    </message>
    <message>
        <source>Nobody called? Ask the front desk or call {phone}, and say your code.</source>
        <translation>¿Nadie le llamó? Pregunte en la recepción o llame al {phone} y diga su código.</translation>
    </message>
    <message>
        <source>Call us: {phone}</source>
        <translation>Llámenos: {phone}</translation>
    </message>
    <message>
        <source>Printed on {day} at {time}</source>
        <translation>Impreso el {day} a las {time}</translation>
    </message>
    <message>
        <source>{weekday}, {month} {day}</source>
        <translation>{weekday} {day} de {month}</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>One moment.</source>
        <translation>Un momento.</translation>
    </message>
    <message>
        <source>We are telling the front desk.</source>
        <translation>Estamos avisando a la recepción.</translation>
    </message>
    <message>
        <source>The front desk has been told.</source>
        <translation>Ya avisamos a la recepción.</translation>
    </message>
    <message>
        <source>If nobody comes soon, go to the front desk or ask any of our staff.</source>
        <translation>Si nadie viene pronto, vaya a la recepción o pregunte a cualquier persona del personal.</translation>
    </message>
    <message>
        <source>Someone is on the way.</source>
        <translation>Alguien viene en camino.</translation>
    </message>
    <message>
        <source>The front desk has seen that you ask for help.</source>
        <translation>La recepción vio que usted pide ayuda.</translation>
    </message>
    <message>
        <source>Go to the front desk.</source>
        <translation>Vaya a la recepción.</translation>
    </message>
    <message>
        <source>Nobody has been called: we could not reach them.</source>
        <translation>No se ha llamado a nadie: no pudimos avisar en la recepción.</translation>
    </message>
    <message>
        <source>Ask the front desk.</source>
        <translation>Pregunte en la recepción.</translation>
    </message>
    <message>
        <source>They can help you with everything. Nobody has been called.</source>
        <translation>Ahí le ayudan con todo. No se ha llamado a nadie.</translation>
    </message>
    <message>
        <source>Ask the desk to come over</source>
        <translation>Pedir que venga alguien</translation>
    </message>
    <message>
        <source>I do not need help any more</source>
        <translation>Ya no necesito ayuda</translation>
    </message>
    <message>
        <source>Other languages</source>
        <translation>Otros idiomas</translation>
    </message>
    <message>
        <source>Speech is on. To end it, rest two fingers on the screen for 3 seconds.</source>
        <translation>La voz está encendida. Para apagarla, apoye dos dedos en la pantalla durante 3 segundos.</translation>
    </message>
    <message>
        <source>To hear this screen, rest two fingers on it for 3 seconds.</source>
        <translation>Para oír la pantalla, apoye dos dedos en ella durante 3 segundos.</translation>
    </message>
    <message>
        <source>Feel ill or faint?</source>
        <translation>¿Se siente mal o siente desmayo?</translation>
    </message>
    <message>
        <source>Call out to staff now. Stay where you are.</source>
        <translation>Pida ayuda al personal en voz alta ya. Quédese donde está.</translation>
    </message>
    <message>
        <source>If nobody comes at once, call 911.</source>
        <translation>Si nadie viene de inmediato, llame al 911.</translation>
    </message>
    <message>
        <source>Show this to staff</source>
        <translation>Mostrar al personal</translation>
    </message>
    <message>
        <source>By phone: {phone}</source>
        <translation>Por teléfono: {phone}</translation>
    </message>
    <message>
        <source>When we are closed: {phone}</source>
        <translation>Fuera de horario: {phone}</translation>
    </message>
    <message>
        <source>This screen is {kiosk}.</source>
        <translation>Esta pantalla es {kiosk}.</translation>
    </message>
    <message>
        <source>For staff: {notice}</source>
        <translation>Para el personal: {notice}</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Something new or getting worse?</source>
        <translation>¿Siente algo nuevo o que empeora?</translation>
    </message>
    <message>
        <source>Tell the staff now. Touch here to show them.</source>
        <translation>Avise al personal ahora. Toque aquí y muéstrelo.</translation>
    </message>
    <message>
        <source>Learn about your treatment</source>
        <translation>Conozca su tratamiento</translation>
    </message>
    <message>
        <source>Short, clear articles to read</source>
        <translation>Artículos cortos y claros</translation>
    </message>
    <message>
        <source>How you feel and side effects</source>
        <translation>Síntomas y efectos secundarios</translation>
    </message>
    <message>
        <source>Before your infusion today: tell us first</source>
        <translation>Antes de su infusión de hoy: avísenos</translation>
    </message>
    <message>
        <source>Ask for a referral or a call</source>
        <translation>Pedir una referencia o una llamada</translation>
    </message>
    <message>
        <source>Talk with a person: phone and front desk</source>
        <translation>Hablar con una persona: teléfono y recepción</translation>
    </message>
</context>
<context>
    <name>Hours</name>
    <message>
        <source>We open at {time}.</source>
        <translation>Abrimos a las {time}.</translation>
    </message>
    <message>
        <source>We open on {day} at {time}.</source>
        <translation>Abrimos el {day} a las {time}.</translation>
    </message>
    <message>
        <source>dddd, MMMM d</source>
        <comment>QLocale date format</comment>
        <translation>dddd d &apos;de&apos; MMMM</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>Hoy está cerrado</translation>
    </message>
    <message>
        <source>Open today from {opens} to {closes}</source>
        <translation>Abierto hoy de {opens} a {closes}</translation>
    </message>
    <message>
        <source>{day}: {opens} to {closes}</source>
        <translation>{day}: de {opens} a {closes}</translation>
    </message>
    <message>
        <source>{day} to {last}: {opens} to {closes}</source>
        <translation>{day} a {last}: de {opens} a {closes}</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Delete one letter</source>
        <translation>Borrar una letra</translation>
    </message>
    <message>
        <source>Capital letter</source>
        <translation>Mayúscula</translation>
    </message>
    <message>
        <source>Letters with accents</source>
        <translation>Letras con acento</translation>
    </message>
    <message>
        <source>Numbers and signs</source>
        <translation>Números y signos</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Seguir al campo siguiente</translation>
    </message>
    <message>
        <source>Hide keys</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>space</source>
        <translation>espacio</translation>
    </message>
</context>
<context>
    <name>LanguageCardPage</name>
    <message>
        <source>Show this to staff.</source>
        <translation>Muestre esto al personal.</translation>
    </message>
    <message>
        <source>No translator has checked it yet.</source>
        <translation>Ningún traductor lo ha revisado todavía.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>LanguagesPage</name>
    <message>
        <source>Your language</source>
        <translation>Su idioma</translation>
    </message>
    <message>
        <source>An interpreter is free. Touch your language.</source>
        <translation>El intérprete es gratis. Toque su idioma.</translation>
    </message>
    <message>
        <source>A translator has not checked all of these words yet.</source>
        <translation>Un traductor todavía no revisó todas estas palabras.</translation>
    </message>
</context>
<context>
    <name>LearnPage</name>
    <message>
        <source>Learn about your treatment</source>
        <translation>Conozca su tratamiento</translation>
    </message>
    <message>
        <source>There is nothing to read here yet.</source>
        <translation>Aún no hay nada que leer aquí.</translation>
    </message>
    <message>
        <source>Ask your nurse about this.</source>
        <translation>Pregunte sobre esto en enfermería.</translation>
    </message>
</context>
<context>
    <name>LineFocus</name>
    <message>
        <source>Lines to read</source>
        <translation>Líneas para leer</translation>
    </message>
</context>
<context>
    <name>ListQuestion</name>
    <message>
        <source>Touch to choose</source>
        <translation>Toque para elegir</translation>
    </message>
    <message>
        <source>{answer}  ·  change</source>
        <translation>{answer}  ·  cambiar</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>Cerrar la lista</translation>
    </message>
</context>
<context>
    <name>MessageCover</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>From the front desk</source>
        <translation>De la recepción</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Not set up yet.</source>
        <translation>Aún no está configurada.</translation>
    </message>
    <message>
        <source>Out of order.</source>
        <translation>Fuera de servicio.</translation>
    </message>
    <message>
        <source>Please ask the front desk.</source>
        <translation>Por favor, pregunte en la recepción.</translation>
    </message>
    <message>
        <source>Feel ill? Call out to staff now.</source>
        <translation>¿Se siente mal? Llame en voz alta al personal ahora.</translation>
    </message>
</context>
<context>
    <name>NumberEntry</name>
    <message>
        <source>Less</source>
        <translation>Menos</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>OfficesPage</name>
    <message>
        <source>For doctors&apos; offices</source>
        <translation>Para consultorios médicos</translation>
    </message>
    <message>
        <source>Show this to your doctor, or take a picture of it.</source>
        <translation>Muéstrele esto a su médico o tómele una foto.</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Phone for offices</source>
        <translation>Teléfono para consultorios</translation>
    </message>
    <message>
        <source>On the computer</source>
        <translation>En la computadora</translation>
    </message>
    <message>
        <source>Diagnosis, dose and lab results belong on the office&apos;s own form. This screen never asks you for them.</source>
        <translation>El diagnóstico, la dosis y los análisis van en el formulario del consultorio. Esta pantalla nunca se los pide.</translation>
    </message>
    <message>
        <source>QR code. It opens {host} on your phone.</source>
        <translation>Código QR. Abre {host} en su teléfono.</translation>
    </message>
    <message>
        <source>Open on a phone</source>
        <translation>Abrir en un teléfono</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Something else</source>
        <translation>Otra cosa</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Ask your nurse about this.</source>
        <translation>Pregunte sobre esto en enfermería.</translation>
    </message>
    <message>
        <source>This page is not available here yet.</source>
        <translation>Esta página aún no está disponible aquí.</translation>
    </message>
    <message>
        <source>Feel ill? Call out to staff now. At home call 911.</source>
        <translation>¿Se siente mal? Pida ayuda al personal en voz alta ya. En casa, llame al&#xa0;911.</translation>
    </message>
</context>
<context>
    <name>PaperPart</name>
    <message>
        <source>Printing. One moment, please.</source>
        <translation>Imprimiendo. Un momento, por favor.</translation>
    </message>
    <message>
        <source>It is printed. Do you not see it? Ask the front desk.</source>
        <translation>Ya está impreso. ¿No lo ve? Pregunte en la recepción.</translation>
    </message>
    <message>
        <source>The printer has no paper. Ask the front desk.</source>
        <translation>La impresora no tiene papel. Pregunte en la recepción.</translation>
    </message>
    <message>
        <source>The printer did not print. Ask the front desk.</source>
        <translation>La impresora no imprimió. Pregunte en la recepción.</translation>
    </message>
</context>
<context>
    <name>PinField</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>How far you are</source>
        <translation>Cuánto ha avanzado</translation>
    </message>
</context>
<context>
    <name>Promise</name>
    <message>
        <source>Requests are safe here, but going out late: the front desk is faster.</source>
        <translation>Su solicitud está segura aquí, pero saldrá tarde. En la recepción es más rápido.</translation>
    </message>
    <message>
        <source>We answer by {day}.</source>
        <translation>Respondemos a más tardar el {day}.</translation>
    </message>
    <message numerus="yes">
        <source>We answer within %n working day(s).</source>
        <translation>
            <numerusform>Respondemos en %n día hábil o menos.</numerusform>
            <numerusform>Respondemos en %n días hábiles o menos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Required.</source>
        <translation>Es necesario.</translation>
    </message>
    <message>
        <source>Choose {least} to {most}.</source>
        <translation>Elija de {least} a {most}.</translation>
    </message>
    <message>
        <source>Choose {most}.</source>
        <translation>Elija {most}.</translation>
    </message>
    <message>
        <source>Choose up to {most}.</source>
        <translation>Elija hasta {most}.</translation>
    </message>
    <message>
        <source>Choose {least} or more.</source>
        <translation>Elija {least} o más.</translation>
    </message>
    <message>
        <source>Choose all that fit.</source>
        <translation>Elija todas las que correspondan.</translation>
    </message>
    <message>
        <source>You can give up to {most} answers.</source>
        <translation>Puede dar hasta {most} respuestas.</translation>
    </message>
    <message>
        <source>Give {least} answers or more.</source>
        <translation>Dé {least} respuestas o más.</translation>
    </message>
    <message>
        <source>You can give more than one answer.</source>
        <translation>Puede dar más de una respuesta.</translation>
    </message>
</context>
<context>
    <name>Quiet</name>
    <message>
        <source>The screen is resting.</source>
        <translation>La pantalla descansa.</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>Usarla de todos modos</translation>
    </message>
    <message>
        <source>We are closed now.</source>
        <translation>Ahora está cerrado.</translation>
    </message>
    <message>
        <source>In an emergency call 911.</source>
        <translation>En una emergencia llame al 911.</translation>
    </message>
</context>
<context>
    <name>ReceiptPart</name>
    <message>
        <source>Your request is safe with us.</source>
        <translation>Su solicitud está segura con nosotros.</translation>
    </message>
    <message>
        <source>Print this receipt</source>
        <translation>Imprimir este comprobante</translation>
    </message>
    <message>
        <source>Your receipt code</source>
        <translation>Su código de comprobante</translation>
    </message>
    <message>
        <source>You may write it down. It says nothing about you.</source>
        <translation>Puede anotarlo. No dice nada sobre usted.</translation>
    </message>
    <message>
        <source>Demonstration, not a real center</source>
        <translation>Demostración, no es un centro real</translation>
    </message>
    <message>
        <source>What happens next</source>
        <translation>Qué sigue ahora</translation>
    </message>
    <message>
        <source>Any question? Ask the front desk or call {phone}.</source>
        <translation>¿Alguna pregunta? Pregunte en la recepción o llame al {phone}.</translation>
    </message>
    <message>
        <source>No answer by then? Ask the front desk or call {phone}.</source>
        <translation>¿No hay respuesta para entonces? Pregunte en la recepción o llame al {phone}.</translation>
    </message>
    <message>
        <source>Your contact person: {guide}</source>
        <translation>Su persona de contacto: {guide}</translation>
    </message>
    <message>
        <source>QR code. Your phone can call {phone} with it.</source>
        <translation>Código QR. Con él, su teléfono puede llamar al {phone}.</translation>
    </message>
    <message>
        <source>With your phone&apos;s camera you can call us.</source>
        <translation>Con la cámara de su teléfono puede llamarnos.</translation>
    </message>
    <message>
        <source>Show this code at the front desk. We talk with you here.</source>
        <translation>Muestre este código en la recepción. Hablamos con usted aquí.</translation>
    </message>
    <message>
        <source>Safe here, but late: the front desk is faster.</source>
        <translation>Está segura aquí, pero saldrá tarde. En la recepción es más rápido.</translation>
    </message>
    <message>
        <source>We will contact you by {day}.</source>
        <translation>Le contactaremos a más tardar el {day}.</translation>
    </message>
    <message numerus="yes">
        <source>We will contact you within %n working day(s).</source>
        <translation>
            <numerusform>Le contactaremos en %n día hábil o menos.</numerusform>
            <numerusform>Le contactaremos en %n días hábiles o menos.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusedPart</name>
    <message>
        <source>This was not sent.</source>
        <translation>Esto no se envió.</translation>
    </message>
    <message>
        <source>Please go to the front desk.</source>
        <translation>Por favor, vaya a la recepción.</translation>
    </message>
    <message>
        <source>They can take your request now. Or call {phone}.</source>
        <translation>Allí pueden tomar su solicitud ahora. O llame al {phone}.</translation>
    </message>
    <message>
        <source>This screen could not keep it. Nothing is stored.</source>
        <translation>Esta pantalla no pudo guardarla. No quedó nada guardado.</translation>
    </message>
</context>
<context>
    <name>RequestPage</name>
    <message>
        <source>Something new or getting worse? Tell the staff now.</source>
        <translation>¿Siente algo nuevo o que empeora? Avise al personal ahora.</translation>
    </message>
    <message>
        <source>A prescriber must order an infusion. We help you ask.</source>
        <translation>Su médico u otro profesional debe recetar la infusión. Le ayudamos a pedirla.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>A few short questions, one at a time.</source>
        <translation>Unas pocas preguntas cortas, una por una.</translation>
    </message>
    <message>
        <source>You check everything before it is sent.</source>
        <translation>Usted revisa todo antes de enviarlo.</translation>
    </message>
    <message>
        <source>Touch Clear at any time: then nothing is kept.</source>
        <translation>Toque Borrar cuando quiera: entonces no se guarda nada.</translation>
    </message>
    <message>
        <source>Rather with a person? The front desk does this with you.</source>
        <translation>¿Prefiere hacerlo con una persona? En la recepción lo hacen con usted.</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Show my answers</source>
        <translation>Ver mis respuestas</translation>
    </message>
    <message>
        <source>Send now, tell us the rest by phone</source>
        <translation>Enviar ahora y decir lo demás por teléfono</translation>
    </message>
    <message>
        <source>Send now, skip the rest</source>
        <translation>Enviar ahora sin lo demás</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} de {count}</translation>
    </message>
    <message>
        <source>If you like: {number} of {count}</source>
        <translation>Si desea: {number} de {count}</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Saltar</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Aún no se ha enviado</translation>
    </message>
    <message>
        <source>Please check your answers. Touch one to change it.</source>
        <translation>Revise sus respuestas. Toque una para cambiarla.</translation>
    </message>
    <message>
        <source>change</source>
        <translation>cambiar</translation>
    </message>
    <message>
        <source>Show hidden answers</source>
        <translation>Ver respuestas ocultas</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
    <message>
        <source>Ask for something else</source>
        <translation>Pedir otra cosa</translation>
    </message>
    <message>
        <source>Clear my screen</source>
        <translation>Borrar mi pantalla</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar otra vez</translation>
    </message>
</context>
<context>
    <name>SaidQuestion</name>
    <message>
        <source>Nothing is set here.</source>
        <translation>Aquí no hay nada puesto.</translation>
    </message>
</context>
<context>
    <name>ScaleEntry</name>
    <message>
        <source>Less</source>
        <translation>Menos</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Touch a number, {least} to {most}.</source>
        <translation>Toque un número, de {least} a {most}.</translation>
    </message>
    <message>
        <source>{number} chosen</source>
        <translation>{number} elegido</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Search in your own words</source>
        <translation>Busque con sus palabras</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n resultado</numerusform>
            <numerusform>%n resultados</numerusform>
        </translation>
    </message>
    <message>
        <source>Tell the staff now</source>
        <translation>Avise al personal ya</translation>
    </message>
    <message>
        <source>New or getting worse? Tell the staff now.</source>
        <translation>¿Algo nuevo o que empeora? Avise al personal ahora.</translation>
    </message>
    <message>
        <source>Feelings and side effects</source>
        <translation>Síntomas y efectos secundarios</translation>
    </message>
    <message>
        <source>Treatments</source>
        <translation>Tratamientos</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Artículos</translation>
    </message>
    <message>
        <source>People often ask</source>
        <translation>Preguntas frecuentes</translation>
    </message>
    <message>
        <source>Is it new? Tell a nurse now. It was not found.</source>
        <translation>¿Es nuevo? Avise ya a enfermería. No se encontró.</translation>
    </message>
    <message>
        <source>Look by feeling</source>
        <translation>Buscar por síntoma</translation>
    </message>
    <message>
        <source>Look from A to Z</source>
        <translation>Buscar de la A a la Z</translation>
    </message>
    <message>
        <source>It is not on the list</source>
        <translation>No está en la lista</translation>
    </message>
    <message>
        <source>Ask the front desk</source>
        <translation>Preguntar en la recepción</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Settings for this visit</source>
        <translation>Ajustes para esta visita</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claros</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuros</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Wide</source>
        <translation>Amplio</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nada se mueve</translation>
    </message>
    <message>
        <source>Size of the words</source>
        <translation>Tamaño de las letras</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Space around the words</source>
        <translation>Espacio entre las palabras</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Movimiento</translation>
    </message>
    <message>
        <source>The whole page</source>
        <translation>Toda la página</translation>
    </message>
    <message>
        <source>A few lines at a time</source>
        <translation>Unas pocas líneas a la vez</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Sí</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>Visible</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Negra</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Lenta</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>speed of the voice</comment>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Rápida</translation>
    </message>
    <message>
        <source>Very fast</source>
        <translation>Muy rápida</translation>
    </message>
    <message>
        <source>Read the screen to me</source>
        <translation>Leerme la pantalla</translation>
    </message>
    <message>
        <source>With one switch: seconds on each part</source>
        <translation>Con un solo botón: segundos en cada parte</translation>
    </message>
    <message>
        <source>Language of the screen</source>
        <translation>Idioma de la pantalla</translation>
    </message>
    <message>
        <source>Whole screen</source>
        <translation>Toda</translation>
    </message>
    <message>
        <source>Lower part</source>
        <translation>Parte de abajo</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>Mano izquierda</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>Mano derecha</translation>
    </message>
    <message>
        <source>Both count</source>
        <translation>Valen los dos</translation>
    </message>
    <message>
        <source>Only the first</source>
        <translation>Solo el primero</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Al tocar</translation>
    </message>
    <message>
        <source>{seconds} seconds</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>Seeing</source>
        <translation>Vista</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lectura</translation>
    </message>
    <message>
        <source>Touching</source>
        <translation>Toque</translation>
    </message>
    <message>
        <source>{number}%</source>
        <comment>size of the words</comment>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>The screen while it reads</source>
        <translation>La pantalla mientras lee</translation>
    </message>
    <message>
        <source>Speed of the voice</source>
        <translation>Velocidad de la voz</translation>
    </message>
    <message>
        <source>Volume of the voice</source>
        <translation>Volumen de la voz</translation>
    </message>
    <message>
        <source>How much to show</source>
        <translation>Cuánto mostrar</translation>
    </message>
    <message>
        <source>Use the screen</source>
        <translation>Usar la pantalla</translation>
    </message>
    <message>
        <source>Touch with</source>
        <translation>Tocar con</translation>
    </message>
    <message>
        <source>Two quick touches</source>
        <translation>Dos toques seguidos</translation>
    </message>
    <message>
        <source>A touch counts</source>
        <translation>El toque vale</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Other languages</source>
        <translation>Otros idiomas</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>These go back to normal when your visit ends.</source>
        <translation>Todo vuelve a lo normal cuando termina su visita.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Where this comes from</source>
        <translation>De dónde viene esta información</translation>
    </message>
</context>
<context>
    <name>StaffCardPage</name>
    <message>
        <source>Please come here.</source>
        <translation>Por favor, venga aquí.</translation>
    </message>
    <message>
        <source>I feel: {symptom}</source>
        <translation>Me pasa esto: {symptom}</translation>
    </message>
    <message>
        <source>Call out if you need help now. Nobody has been called by this screen.</source>
        <translation>Si necesita ayuda ya, pídala en voz alta. Esta pantalla no llamó a nadie.</translation>
    </message>
    <message>
        <source>Staff is here</source>
        <translation>Ya llegó el personal</translation>
    </message>
</context>
<context>
    <name>StaffFacts</name>
    <message>
        <source>Now</source>
        <translation>Ahora</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Lista</translation>
    </message>
    <message>
        <source>None that can print now</source>
        <translation>Ninguna puede imprimir ahora</translation>
    </message>
    <message>
        <source>All that waits is being tried now.</source>
        <translation>Se está intentando enviar todo lo que espera.</translation>
    </message>
    <message>
        <source>Texts and settings are being read again.</source>
        <translation>Se están leyendo de nuevo los textos y los ajustes.</translation>
    </message>
    <message>
        <source>The printer has been asked.</source>
        <translation>Se consultó a la impresora.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Listo.</translation>
    </message>
    <message>
        <source>The part that delivers requests does not run. Tell your IT support.</source>
        <translation>La parte que entrega las solicitudes no funciona. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>No printer is named in the settings of this kiosk.</source>
        <translation>Los ajustes de este quiosco no nombran ninguna impresora.</translation>
    </message>
    <message>
        <source>Only IT may do this.</source>
        <translation>Solo soporte técnico puede hacer esto.</translation>
    </message>
    <message>
        <source>That cannot be done now.</source>
        <translation>Ahora no se puede hacer.</translation>
    </message>
    <message>
        <source>On their way</source>
        <translation>En camino</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>Aún no se sabe</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>{count}, the oldest for {age}</source>
        <translation>{count}, la más antigua desde hace {age}</translation>
    </message>
    <message>
        <source>Last delivered</source>
        <translation>Última entrega</translation>
    </message>
    <message>
        <source>Not since the start</source>
        <translation>Ninguna desde el inicio</translation>
    </message>
    <message>
        <source>Problem now</source>
        <translation>Problema actual</translation>
    </message>
    <message>
        <source>Last problem, over now</source>
        <translation>Último problema, ya resuelto</translation>
    </message>
    <message>
        <source>{count}. Tell your IT support.</source>
        <translation>{count}. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>Files set aside</source>
        <translation>Archivos apartados</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>No se sabe</translation>
    </message>
    <message>
        <source>Texts of</source>
        <translation>Textos del</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sonido</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brillo</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Funciona</translation>
    </message>
    <message>
        <source>Does not run. Tell your IT support.</source>
        <translation>No funciona. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>Plainly wrong. Tell your IT support.</source>
        <translation>Está claramente mal. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Entrega</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Reloj</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>En marcha desde hace</translation>
    </message>
    <message>
        <source>Last cleaned</source>
        <translation>Última limpieza</translation>
    </message>
    <message>
        <source>Visits begin in</source>
        <translation>Las visitas empiezan en</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>Demostración</translation>
    </message>
    <message>
        <source>In service</source>
        <translation>En servicio</translation>
    </message>
    <message>
        <source>Not set up yet</source>
        <translation>Aún sin configurar</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Fuera de servicio</translation>
    </message>
    <message>
        <source>cannot be reached. Look at the network.</source>
        <translation>no responde. Revise la red.</translation>
    </message>
    <message>
        <source>is busy. It is tried again.</source>
        <translation>está ocupado. Se intenta de nuevo.</translation>
    </message>
    <message>
        <source>has trouble of its own. It is tried again.</source>
        <translation>tiene problemas propios. Se intenta de nuevo.</translation>
    </message>
    <message>
        <source>does not let us in. Tell your IT support.</source>
        <translation>no nos deja entrar. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>does not prove who it is. Tell your IT support.</source>
        <translation>no prueba quién es. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>refused a request. Tell your IT support.</source>
        <translation>rechazó una solicitud. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>is not set up yet. Tell your IT support.</source>
        <translation>aún no está configurado. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>Tell your IT support.</source>
        <translation>Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>menos de un minuto</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} días</translation>
    </message>
</context>
<context>
    <name>StaffPad</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Delete one digit</source>
        <translation>Borrar un dígito</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>For staff</source>
        <translation>Para el personal</translation>
    </message>
    <message>
        <source>Without a PIN</source>
        <translation>Sin PIN</translation>
    </message>
    <message>
        <source>End this session</source>
        <translation>Terminar esta sesión</translation>
    </message>
    <message>
        <source>Clean the screen</source>
        <translation>Limpiar la pantalla</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
    <message>
        <source>Type your PIN.</source>
        <translation>Escriba su PIN.</translation>
    </message>
    <message>
        <source>A PIN has at least 6 digits.</source>
        <translation>Un PIN tiene al menos 6 dígitos.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
    <message numerus="yes">
        <source>Wrong PIN. %n more try(s) before a pause.</source>
        <translation>
            <numerusform>PIN incorrecto. Queda %n intento antes de una pausa.</numerusform>
            <numerusform>PIN incorrecto. Quedan %n intentos antes de una pausa.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another PIN is being checked. Try again.</source>
        <translation>Se está comprobando otro PIN. Intente de nuevo.</translation>
    </message>
    <message>
        <source>No staff is set up here yet. IT does it on this kiosk with:</source>
        <translation>Aquí aún no hay personal registrado. El soporte técnico lo hace en este quiosco con:</translation>
    </message>
    <message>
        <source>PINs cannot be checked now. Ask your IT support.</source>
        <translation>Ahora no se pueden comprobar los PIN. Avise a soporte técnico.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Try again in {time}.</source>
        <translation>Demasiados PIN incorrectos. Intente de nuevo en {time}.</translation>
    </message>
</context>
<context>
    <name>StaffPanel</name>
    <message>
        <source>Begin in {language}</source>
        <translation>Empezar en {language}</translation>
    </message>
    <message>
        <source>For staff</source>
        <translation>Para el personal</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Texts and settings</source>
        <translation>Textos y ajustes</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impresora</translation>
    </message>
    <message>
        <source>Print a test sheet</source>
        <translation>Imprimir una hoja de prueba</translation>
    </message>
    <message>
        <source>Sound and brightness</source>
        <translation>Sonido y brillo</translation>
    </message>
    <message>
        <source>This kiosk</source>
        <translation>Este quiosco</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Soporte</translation>
    </message>
    <message>
        <source>Show the support code</source>
        <translation>Mostrar el código de soporte</translation>
    </message>
    <message>
        <source>Close the kiosk now</source>
        <translation>Cerrar el quiosco ahora</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Dejarlo en marcha</translation>
    </message>
    <message>
        <source>Nobody can use it then until it is started again.</source>
        <translation>Nadie podrá usarlo hasta que se inicie de nuevo.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Support code</source>
        <translation>Código de soporte</translation>
    </message>
    <message>
        <source>End this session</source>
        <translation>Terminar esta sesión</translation>
    </message>
    <message>
        <source>Clean the screen</source>
        <translation>Limpiar la pantalla</translation>
    </message>
    <message>
        <source>Try to send now</source>
        <translation>Intentar enviar ahora</translation>
    </message>
    <message>
        <source>Check for news</source>
        <translation>Buscar novedades</translation>
    </message>
    <message>
        <source>Check the printer</source>
        <translation>Revisar la impresora</translation>
    </message>
    <message>
        <source>Restart the screen</source>
        <translation>Reiniciar la pantalla</translation>
    </message>
    <message>
        <source>Softer</source>
        <translation>Más bajo</translation>
    </message>
    <message>
        <source>Louder</source>
        <translation>Más alto</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>Más oscuro</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>Más brillante</translation>
    </message>
    <message>
        <source>Close the kiosk</source>
        <translation>Cerrar el quiosco</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>How can we help while you wait?</source>
        <translation>¿Cómo le ayudamos mientras espera?</translation>
    </message>
    <message>
        <source>Good morning.</source>
        <translation>Buenos días.</translation>
    </message>
    <message>
        <source>Good afternoon.</source>
        <translation>Buenas tardes.</translation>
    </message>
    <message>
        <source>Good evening.</source>
        <translation>Buenas noches.</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>Awaiting clinical review: a clinician has not yet checked this text.</source>
        <translation>Pendiente de revisión clínica: un profesional de salud aún no ha revisado este texto.</translation>
    </message>
    <message>
        <source>Reviewed by {by} ({license}) on {on}.</source>
        <translation>Revisado por {by} ({license}) el {on}.</translation>
    </message>
    <message>
        <source>{count} lines here rest on general knowledge. A clinician still has to confirm them.</source>
        <translation>{count} líneas de esta página se basan en conocimiento general. Un profesional clínico aún debe confirmarlas.</translation>
    </message>
</context>
<context>
    <name>SymptomPage</name>
    <message>
        <source>In the building</source>
        <translation>En el edificio</translation>
    </message>
    <message>
        <source>Later, at home</source>
        <translation>Después, en casa</translation>
    </message>
    <message>
        <source>What not to do</source>
        <translation>Lo que no debe hacer</translation>
    </message>
    <message>
        <source>Anything else, or not sure: tell a nurse now.</source>
        <translation>¿Algo más, o tiene dudas? Avise a enfermería ahora.</translation>
    </message>
    <message>
        <source>Anything else, or not sure: call us. {phone}</source>
        <translation>Otra cosa, o si tiene dudas: llámenos. {phone}</translation>
    </message>
    <message>
        <source>Feel very ill? Call out to staff now.</source>
        <translation>¿Se siente muy mal? Pida ayuda al personal ya.</translation>
    </message>
    <message>
        <source>Feel very ill? Call 911.</source>
        <translation>¿Se siente muy mal? Llame al 911.</translation>
    </message>
    <message>
        <source>Show this to staff</source>
        <translation>Mostrar al personal</translation>
    </message>
    <message>
        <source>Ask your nurse about this.</source>
        <translation>Pregunte sobre esto en enfermería.</translation>
    </message>
    <message>
        <source>What it can feel and look like</source>
        <translation>Cómo puede sentirse y verse</translation>
    </message>
    <message>
        <source>Treatments that can cause it</source>
        <translation>Tratamientos que pueden causarlo</translation>
    </message>
    <message>
        <source>See also</source>
        <translation>Vea también</translation>
    </message>
</context>
<context>
    <name>TakeHomeButton</name>
    <message>
        <source>Take this home</source>
        <translation>Llévese esto a casa</translation>
    </message>
</context>
<context>
    <name>TakeHomeDesk</name>
    <message>
        <source>In an emergency call 911.</source>
        <translation>En una emergencia, llame al 911.</translation>
    </message>
    <message>
        <source>Call 911 if:</source>
        <translation>Llame al 911 si:</translation>
    </message>
    <message>
        <source>When we are closed: {phone}</source>
        <translation>Cuando está cerrado: {phone}</translation>
    </message>
</context>
<context>
    <name>TakeHomePage</name>
    <message>
        <source>Open on your phone</source>
        <translation>Ábralo en su teléfono</translation>
    </message>
    <message>
        <source>Take this home</source>
        <translation>Llévese esto a casa</translation>
    </message>
    <message>
        <source>Point the camera of your phone at this square.</source>
        <translation>Apunte la cámara de su teléfono a este cuadro.</translation>
    </message>
    <message>
        <source>Print it on paper</source>
        <translation>Imprimir en papel</translation>
    </message>
    <message>
        <source>Want this page on paper? Ask the front desk.</source>
        <translation>¿Quiere esta página en papel? Pídala en la recepción.</translation>
    </message>
    <message>
        <source>Our phone numbers for your phone</source>
        <translation>Nuestros números para su teléfono</translation>
    </message>
    <message>
        <source>You were reading: {title}</source>
        <translation>Estaba leyendo: {title}</translation>
    </message>
    <message>
        <source>QR code. It opens {host} on your phone.</source>
        <translation>Código QR. Abre {host} en su teléfono.</translation>
    </message>
    <message>
        <source>QR code. It holds the phone numbers of {center}.</source>
        <translation>Código QR. Contiene los teléfonos de {center}.</translation>
    </message>
    <message>
        <source>Your phone can save the phone numbers of {center}, and when to call 911.</source>
        <translation>Su teléfono puede guardar los números de {center} y cuándo llamar al 911.</translation>
    </message>
    <message>
        <source>Your phone opens a website outside of {center}:</source>
        <translation>Su teléfono abre una página web ajena a {center}:</translation>
    </message>
    <message>
        <source>Your phone opens this text at:</source>
        <translation>Su teléfono abre este texto en:</translation>
    </message>
</context>
<context>
    <name>TermButton</name>
    <message>
        <source>{term}: what it means</source>
        <translation>{term}: qué significa</translation>
    </message>
</context>
<context>
    <name>TherapyPage</name>
    <message>
        <source>Tell us first about</source>
        <translation>Díganos antes de empezar</translation>
    </message>
    <message>
        <source>Emergency: call out now. At home call 911</source>
        <translation>Emergencia: pida ayuda ya. En casa, llame al&#xa0;911</translation>
    </message>
    <message>
        <source>Tell a nurse now. At home call us today</source>
        <translation>Avise a enfermería ahora. En casa, llámenos hoy</translation>
    </message>
    <message>
        <source>Pregnancy and vaccines</source>
        <translation>Embarazo y vacunas</translation>
    </message>
    <message>
        <source>Questions to ask your care team</source>
        <translation>Preguntas para su equipo de atención</translation>
    </message>
    <message>
        <source>Read about it</source>
        <translation>Lea sobre esto</translation>
    </message>
    <message>
        <source>The medicine&apos;s US label that we read is of {day}.</source>
        <translation>La etiqueta de la medicina en Estados Unidos que leímos es del {day}.</translation>
    </message>
    <message>
        <source>Emergency signs</source>
        <translation>Señales de emergencia</translation>
    </message>
    <message>
        <source>Call us today</source>
        <translation>Llámenos hoy</translation>
    </message>
    <message>
        <source>How often side effects happen</source>
        <translation>Con qué frecuencia hay efectos secundarios</translation>
    </message>
    <message>
        <source>Tell us first</source>
        <translation>Avísenos primero</translation>
    </message>
    <message>
        <source>Questions to ask</source>
        <translation>Preguntas para hacer</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>Cuánto dura</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Cada cuánto</translation>
    </message>
    <message>
        <source>When you arrive</source>
        <translation>Al llegar</translation>
    </message>
    <message>
        <source>Before the drip</source>
        <translation>Antes del suero</translation>
    </message>
    <message>
        <source>During the drip</source>
        <translation>Durante el suero</translation>
    </message>
    <message>
        <source>Before you go</source>
        <translation>Antes de irse</translation>
    </message>
    <message>
        <source>Later, at home</source>
        <translation>Después, en casa</translation>
    </message>
    <message>
        <source>What to expect on the day</source>
        <translation>Cómo será el día</translation>
    </message>
    <message>
        <source>Said: {said}</source>
        <translation>Se dice: {said}</translation>
    </message>
    <message>
        <source>Brands: {brands}</source>
        <translation>Marcas: {brands}</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Es bueno saber</translation>
    </message>
</context>
<context>
    <name>Timeouts</name>
    <message>
        <source>If you stop touching for {quiet}, we ask if you are still here. After {warning} more, everything is cleared.</source>
        <translation>Si deja de tocar la pantalla durante {quiet}, le preguntamos si sigue aquí. Si pasan {warning} más, se borra todo.</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n segundo</numerusform>
            <numerusform>%n segundos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TurnStrip</name>
    <message>
        <source>Up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Your answers, pages and settings are gone. What you sent stays.</source>
        <translation>Se borraron respuestas, páginas y ajustes. Lo enviado no se borra.</translation>
    </message>
    <message>
        <source>To hear this screen, rest two fingers on it for 3&#xa0;seconds.</source>
        <translation>Para oír la pantalla, apoye dos dedos en ella 3&#xa0;segundos.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>Otro dato</translation>
    </message>
    <message>
        <source>Nothing about you is kept unless you send it.</source>
        <translation>No guardamos nada de usted si usted no lo envía.</translation>
    </message>
    <message>
        <source>Please clean your hands</source>
        <translation>Límpiese las manos, por favor</translation>
    </message>
    <message>
        <source>Demonstration, not a real center</source>
        <translation>Demostración: no es un centro real</translation>
    </message>
    <message>
        <source>Screen cleaned {at}</source>
        <translation>Pantalla limpiada {at}</translation>
    </message>
    <message>
        <source>The words stay.</source>
        <translation>Las palabras se quedan.</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Bueno saberlo</translation>
    </message>
    <message>
        <source>All clear</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenido</translation>
    </message>
</context>
<context>
    <name>WordsEntry</name>
    <message>
        <source>{used} of {most}</source>
        <translation>{used} de {most}</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) left</source>
        <translation>
            <numerusform>Queda %n letra</numerusform>
            <numerusform>Quedan %n letras</numerusform>
        </translation>
    </message>
</context>
</TS>
